"""The browser interface: screens over `etic.project`, the only place that knows Streamlit."""

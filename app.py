"""The browser interface, for `streamlit run app.py`."""

from etic.ui.main import run

run()

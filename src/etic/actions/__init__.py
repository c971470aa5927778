"""What people do in a project: one module a kind of work, each change one step of the journal."""

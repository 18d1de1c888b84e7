"""One thin router for each capability; see `app.main.create_app` for how they come together."""

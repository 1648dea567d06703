"""Property tests have no time limit and the same examples in every run: a busy machine must not make one fail."""

from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

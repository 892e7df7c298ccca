"""Belgium: the FPS Foreign Affairs' travel advice."""

"""The claims of a country by their last day, so that the latest are found without passing over all before them."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("picture_places_by_last", "picture_places", ["place", "denies", "last"])

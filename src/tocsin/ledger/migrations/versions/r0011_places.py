"""Claims of a country and of a shelf by their last day: the latest are found without passing over all before them."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("picture_places_by_last", "picture_places", ["place", "denies", "last"])
    op.drop_index("picture_places_by_day", "picture_places")
    op.create_index("picture_places_by_day", "picture_places", ["place", "beside", "day", "weight", "last", "claim"])
    op.drop_index("picture_claims_by_shelf", "picture_claims")
    op.create_index("picture_claims_by_shelf", "picture_claims", ["shelf", "last"])

"""The map of the world: which country stands in which band, drawn on the server out of outlines in the package."""

from tocsin.web.world.drawing import WAYS, Legend, Shape, World, world_ahead, world_of

__all__ = ["WAYS", "Legend", "Shape", "World", "world_ahead", "world_of"]

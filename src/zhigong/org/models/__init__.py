"""Tables of the organisation.

Units, posts and industries name no person and stand open to every query; who holds a post is a
person's matter and stands under row security.
"""

from zhigong.org.models.industry import Industry
from zhigong.org.models.post import Holding, Post
from zhigong.org.models.unit import Unit

__all__ = ["Holding", "Industry", "Post", "Unit"]

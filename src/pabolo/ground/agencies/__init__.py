"""Institutions that help a child: who they are, for what, and how to reach them."""

"""Who met whom: meetings, calls, talks, visits, invitations, and what became of them."""

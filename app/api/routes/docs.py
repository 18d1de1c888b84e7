"""GET /docs: the documentation of the API, a page of our own that works with no network."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ..docs.page import page

router = APIRouter()


@router.get("/docs", include_in_schema=False)
async def get_docs(request: Request) -> HTMLResponse:
    """The page; its curl lines carry the address under which it was asked for."""
    base = str(request.base_url).rstrip("/")
    return HTMLResponse(page(request.app.openapi(), base), headers={"Cache-Control": "no-cache"})

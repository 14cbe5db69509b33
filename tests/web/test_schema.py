"""The OpenAPI document against the application: whatever schemathesis asks, no server error and no undocumented answer."""

from __future__ import annotations

from typing import Any

import made
import pytest
from hypothesis import HealthCheck, Phase, given, settings

schemathesis = pytest.importorskip("schemathesis", reason="install schemathesis: pip install schemathesis")


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from marsad.web.app import create_app
    from marsad.web.limits import Limiter

    path = tmp_path_factory.mktemp("schema") / "made.db"
    made.save(path).close()
    app = create_app(str(path))
    app.state.limits.search = Limiter(10**9, 1e-9)
    return schemathesis.openapi.from_asgi("/openapi.json", app)


@pytest.mark.slow
def test_no_server_error_and_no_undocumented_answer(schema: Any) -> None:
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import status_code_conformance

    asked = 0
    for operation in schema.get_all_operations():

        @settings(max_examples=5, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(case=operation.ok().as_strategy())
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            case.validate_response(case.call(), checks=[not_a_server_error, status_code_conformance])

        ask()
    assert asked > 100

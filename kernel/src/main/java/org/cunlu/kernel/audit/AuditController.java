package org.cunlu.kernel.audit;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** The audit for the county operator. */
@Controller("/api/county/audit")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
class AuditController {
    private final Auditor auditor;

    AuditController(Auditor auditor) {
        this.auditor = auditor;
    }

    /** @param clean whether no row has a violation */
    @Serdeable
    record Audit(boolean clean, List<AuditRow> rows) {}

    @Get
    Audit audit() {
        List<AuditRow> rows = auditor.run();
        return new Audit(rows.stream().allMatch(AuditRow::clean), rows);
    }
}

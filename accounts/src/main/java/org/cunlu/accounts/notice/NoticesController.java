package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.db.Transactions;

/** What a phone was told, for the play of a demo, whose phones are nobody's. Outside of a demo there is no such route. */
@Controller("/api/county/notices")
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = "cunlu.demo", value = "true")
@Tag(name = "county")
class NoticesController {
    private static final int SHOWN_MAX = 20;

    /** @param text as the phone shows it */
    @Serdeable
    record Told(String noticeId, Notices.Kind kind, NoticeTable.State state, Instant queuedAt, String text) {
        @Override
        public String toString() {
            return "Told[" + noticeId + "]";
        }
    }

    /** @param items the latest first, at most 20 */
    @Serdeable
    record ToldAll(List<Told> items) {}

    private final NoticeTable table;
    private final Transactions transactions;

    NoticesController(NoticeTable table, Transactions transactions) {
        this.table = table;
        this.transactions = transactions;
    }

    @Get
    @Secured("COUNTY_OPERATOR")
    ToldAll told(@QueryValue @NotBlank @Size(max = 30) String phone) {
        MobileNumber number = MobileNumber.of(phone);
        return new ToldAll(transactions.read(() -> table.latest(number, SHOWN_MAX)).stream()
                .map(shown -> new Told(shown.noticeId(), shown.kind(), shown.state(), shown.queuedAt(), shown.text()))
                .toList());
    }
}

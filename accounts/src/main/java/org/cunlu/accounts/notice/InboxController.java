package org.cunlu.accounts.notice;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.WallTime;

/** What somebody was told, to be read where he is signed in: whoever lost a message finds it here. Codes are never shown. */
@Controller("/api/auth/notices")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class InboxController {
    /** @param text as the phone shows it @param at real time @param readAt null until he said that he has seen it */
    @Serdeable
    record Notice(
            String id,
            Notices.Kind kind,
            String text,
            Instant at,
            @Nullable Instant readAt) {
        @Override
        public String toString() {
            return "Notice[" + id + "]";
        }
    }

    /** @param items the latest first @param unread how many in all he has not seen */
    @Serdeable
    record Inbox(List<Notice> items, @Nullable String next, int unread) {}

    /** @param upTo id of the latest that he has seen */
    @Serdeable
    record Seen(@NotBlank @Pattern(regexp = "[0-9A-Z]{13}") String upTo) {}

    private final NoticeTable table;
    private final Transactions transactions;
    private final WallTime time;

    InboxController(NoticeTable table, Transactions transactions, WallTime time) {
        this.table = table;
        this.transactions = transactions;
        this.time = time;
    }

    @Get
    Inbox inbox(Caller caller, @Nullable @QueryValue String cursor, @Nullable @QueryValue Integer limit) {
        int count = Page.limit(limit);
        String before = Ids.isId(cursor) ? cursor : null;
        return transactions.read(() -> {
            Page<Notice> page = Page.of(
                    table.inbox(caller.accountId(), before, count + 1).stream()
                            .map(told -> new Notice(
                                    told.noticeId(), told.kind(), told.text(), told.queuedAt(), told.readAt()))
                            .toList(),
                    count,
                    Notice::id);
            return new Inbox(page.items(), page.next(), table.unread(caller.accountId()));
        });
    }

    /** Repeating it changes nothing. */
    @Post("/read")
    @Status(HttpStatus.NO_CONTENT)
    void read(Caller caller, @Body @Valid Seen seen) {
        transactions.run(() -> table.read(caller.accountId(), seen.upTo(), time.now()));
    }
}

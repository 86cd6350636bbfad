package org.cunlu.accounts.notice;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;

/** What a person was told by message, as he can read it. Codes are never shown. */
@Singleton
class NoticeData implements PersonalData {
    private static final int NOTICES_MAX = 1_000;

    /** @param state such as {@code SENT}  @param at real time @param text null for a code */
    @Serdeable
    record Known(
            Notices.Kind kind,
            String state,
            Instant at,
            @Nullable String text) {
        @Override
        public String toString() {
            return "Known[" + kind + "]";
        }
    }

    private final NoticeTable table;
    private final AccountLives lives;
    private final Transactions transactions;

    NoticeData(NoticeTable table, AccountLives lives, Transactions transactions) {
        this.table = table;
        this.lives = lives;
        this.transactions = transactions;
    }

    @Override
    public String section() {
        return "notices";
    }

    /** The newest first. Codes that were asked for at another's number are not among them. */
    @Override
    public Object export(String accountId) {
        return transactions.read(
                () -> table.told(accountId, lives.phone(accountId).orElse(null), NOTICES_MAX).stream()
                        .map(told -> new Known(told.kind(), told.state().name(), told.queuedAt(), told.text()))
                        .toList());
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    /** The account still has its phone then. */
    @Override
    public List<Kept> erase(String accountId) {
        transactions.run(() -> table.forget(accountId, lives.phone(accountId).orElse(null)));
        return List.of(new Kept(
                "还未发出的通知，包括本次注销的通知，60天后删除 · Messages not sent yet, such as that of this erasure, for 60 days",
                "用于告知您和与短信服务商对账 · To tell you, and for the provider's bill"));
    }
}

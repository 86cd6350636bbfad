package org.cunlu.accounts.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.PersonalData;
import org.cunlu.accounts.Sessions;
import org.cunlu.kernel.db.Transactions;

/** When a person signed in, and with what. The network address is known as a keyed hash only, which tells him nothing. */
@Singleton
class SessionData implements PersonalData {
    private static final int SESSIONS_MAX = 1_000;

    /**
     * @param agent as the client named itself; may be empty
     * @param endedAt null unless it was ended before its time
     */
    @Serdeable
    record Known(
            String sessionId,
            Sessions.Way way,
            String agent,
            Instant openedAt,
            Instant seenAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable String endReason) {}

    private final SessionTable table;
    private final Transactions transactions;

    SessionData(SessionTable table, Transactions transactions) {
        this.table = table;
        this.transactions = transactions;
    }

    @Override
    public String section() {
        return "sessions";
    }

    /** The newest first; those that are over, too, until they are swept. */
    @Override
    public Object export(String accountId) {
        return transactions.read(() -> table.known(accountId, SESSIONS_MAX));
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        transactions.run(() -> table.forgetOrigins(accountId));
        return List.of(new Kept(
                "登录的时间，不含设备和地址 · When somebody signed in, without device and address",
                "网络安全法第21条：不少于六个月 · Cybersecurity Law art. 21: six months at least"));
    }
}

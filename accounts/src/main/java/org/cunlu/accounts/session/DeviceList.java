package org.cunlu.accounts.session;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.Devices;
import org.cunlu.accounts.Sessions;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;

@Singleton
class DeviceList implements Devices {
    private final SessionTable table;
    private final SessionBook book;
    private final Transactions transactions;
    private final WallTime time;

    DeviceList(SessionTable table, SessionBook book, Transactions transactions, WallTime time) {
        this.table = table;
        this.book = book;
        this.transactions = transactions;
        this.time = time;
    }

    @Override
    public List<Device> of(String accountId, @Nullable String current) {
        return transactions.read(() -> table.live(accountId, time.now())).stream()
                .map(live -> new Device(
                        live.sessionId(),
                        live.way(),
                        ClientName.of(live.agent()),
                        live.openedAt(),
                        live.seenAt(),
                        live.sessionId().equals(current)))
                .toList();
    }

    @Override
    public void signOut(String accountId, String sessionId) {
        if (!book.signOut(accountId, sessionId)) {
            throw ProblemException.notFound();
        }
    }

    @Override
    public void signOutAll(String accountId) {
        book.endAll(accountId, null, Sessions.End.SIGNED_OUT);
    }
}

package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Closures;

/** Closures are part of the network: who changes them makes a new version of it. */
@Singleton
class ClosureBook implements Closures {
    private final ClosureTable table;
    private final NetworkTables network;
    private final NetworkWriting writing;
    private final NetworkWatch watch;
    private final Transactions transactions;

    ClosureBook(
            ClosureTable table,
            NetworkTables network,
            NetworkWriting writing,
            NetworkWatch watch,
            Transactions transactions) {
        this.table = table;
        this.network = network;
        this.writing = writing;
        this.watch = watch;
        this.transactions = transactions;
    }

    @Override
    public void close(Closure closure, String why, String actor) {
        transactions.require();
        network.lock();
        table.insert(closure, why, actor);
        writing.newVersion();
    }

    @Override
    public boolean lift(String id, String actor) {
        transactions.require();
        network.lock();
        boolean lifted = table.lift(id, actor);
        if (lifted) {
            writing.newVersion();
        }
        return lifted;
    }

    @Override
    public void takeEffect() {
        transactions.requireNone();
        watch.tryRefresh();
    }

    @Override
    public Optional<Closed> find(String id) {
        return table.find(id);
    }

    @Override
    public List<Closed> list(boolean standing, String after, int limit) {
        return table.list(standing, after, limit);
    }
}

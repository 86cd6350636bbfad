package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.LineBook;

/** Lines that are changed by hand go through the same tables and rules as those of a file. */
@Singleton
class LineKeeping implements LineBook {
    private final NetworkTables tables;
    private final NetworkWriting writing;
    private final NetworkWatch watch;
    private final Transactions transactions;

    LineKeeping(NetworkTables tables, NetworkWriting writing, NetworkWatch watch, Transactions transactions) {
        this.tables = tables;
        this.writing = writing;
        this.watch = watch;
        this.transactions = transactions;
    }

    @Override
    public Map<String, Line> lock() {
        transactions.require();
        tables.lock();
        return tables.read().lines();
    }

    @Override
    public void put(Collection<Line> lines) {
        transactions.require();
        Tables before = tables.read();
        Tables after = before.copy();
        var rules = new LineRules(before.places());
        for (Line line : lines) {
            Line known = before.lines().get(line.code());
            if (known == null || !known.stops().equals(line.stops())) {
                rules.of(line).stream().findFirst().ifPresent(rule -> {
                    throw ProblemException.invalid(
                            rule.field() == null ? "stops" : rule.field(), rule.code(), rule.title());
                });
            }
            after.lines().put(line.code(), line);
        }
        writing.write(before, after);
    }

    @Override
    public void takeEffect() {
        transactions.requireNone();
        watch.tryRefresh();
    }
}

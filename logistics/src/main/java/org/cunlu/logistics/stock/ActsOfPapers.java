package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.PaperActs;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Document;
import org.cunlu.logistics.StockBook.What;

/** Reads and takes back what papers wrote; their features correct the papers themselves. */
@Singleton
class ActsOfPapers implements PaperActs {
    private final ActTable acts;
    private final StockActs book;
    private final Transactions transactions;

    ActsOfPapers(ActTable acts, StockActs book, Transactions transactions) {
        this.acts = acts;
        this.book = book;
        this.transactions = transactions;
    }

    @Override
    public Optional<PaperAct> find(String actId) {
        return acts.find(actId)
                .filter(found -> found.documentKind() != null)
                .map(found -> told(List.of(found)).getFirst());
    }

    @Override
    public List<PaperAct> of(String nodeCode, String paperId, int limit) {
        return told(acts.of(nodeCode, paperId, limit));
    }

    private List<PaperAct> told(List<ActTable.Written> found) {
        var ids = found.stream().map(ActTable.Written::actId).toList();
        var changes = acts.changes(ids);
        var reversed = acts.reversed(ids);
        return found.stream()
                .map(act -> new PaperAct(
                        act.actId(),
                        act.countyCode(),
                        act.nodeCode(),
                        act.what(),
                        new Document(act.documentKind(), act.documentId()),
                        act.actor(),
                        act.occurredAt(),
                        act.reverses() != null,
                        reversed.contains(act.actId()),
                        changes.getOrDefault(act.actId(), List.of())))
                .toList();
    }

    @Override
    public String reverse(PaperAct wrong, String reason, String actor, @Nullable String approver) {
        transactions.require();
        if (acts.lockReversed(wrong.actId())) {
            throw ProblemException.of(409, "already-reversed", "已冲销过 · It was taken back already", null);
        }
        Act act = new Act(
                What.REVERSED, wrong.countyCode(), wrong.nodeCode(), reason, actor, approver, null, wrong.paper());
        return book.write(
                act,
                wrong.changes().stream()
                        .map(change -> new Change(change.part(), -change.pieces()))
                        .toList(),
                wrong.actId());
    }
}

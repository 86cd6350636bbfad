package org.cunlu.orders.subsidy;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.Payer;
import org.cunlu.orders.PriceAsk;
import org.cunlu.orders.PriceStep;
import org.cunlu.orders.Priced;
import org.cunlu.orders.subsidy.PersonTable.Left;

/**
 * The last discount: a fund pays its part of what the buyer would pay, as far as the caps have it left. A line is helped by one
 * programme, the oldest that has something for it.
 */
@Singleton
class SubsidyStep implements PriceStep {
    private final ProgrammesOpen programmes;
    private final PersonTable people;
    private final Transactions transactions;

    SubsidyStep(ProgrammesOpen programmes, PersonTable people, Transactions transactions) {
        this.programmes = programmes;
        this.people = people;
        this.transactions = transactions;
    }

    @Override
    public LineStep.Kind kind() {
        return LineStep.Kind.SUBSIDY;
    }

    @Override
    public Optional<Effect> prepare(PriceAsk ask, Priced cart) {
        String account = ask.who().accountId();
        if (account == null) {
            return Optional.empty();
        }
        List<Programme> concerned = programmes.at(ask.now()).stream()
                .filter(programme -> cart.lines().stream().anyMatch(line -> helps(programme, line)))
                .toList();
        if (concerned.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Left> left = transactions.read(() -> people.left(
                account, concerned.stream().map(Programme::programmeId).toList()));
        return left.isEmpty() ? Optional.empty() : Optional.of(priced -> apply(priced, concerned, left));
    }

    static Priced apply(Priced cart, List<Programme> programmes, Map<String, Left> caps) {
        var left = new HashMap<String, Long>();
        caps.forEach((id, cap) -> left.put(id, cap.fen()));
        var lines = new ArrayList<Priced.Line>();
        for (Priced.Line line : cart.lines()) {
            lines.add(help(line, programmes, left));
        }
        return cart.with(lines);
    }

    private static Priced.Line help(Priced.Line line, List<Programme> programmes, Map<String, Long> left) {
        for (Programme programme : programmes) {
            long most = left.getOrDefault(programme.programmeId(), 0L);
            if (most > 0 && helps(programme, line)) {
                long fen = Math.min(most, programme.of(line.netFen()));
                left.merge(programme.programmeId(), -fen, Long::sum);
                return line.less(LineStep.Kind.SUBSIDY, fen, programme.programmeId(), Payer.fund(programme.fundCode()));
            }
        }
        return line;
    }

    private static boolean helps(Programme programme, Priced.Line line) {
        return programme.categories().contains(line.wish().offer().category());
    }
}

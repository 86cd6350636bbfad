package org.cunlu.orders.invoicing;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.invoicing.InvoiceTable.Wanted;
import org.cunlu.orders.invoicing.PaperTable.Paper;

/** Takes down who wants an invoice, and hands over what the tax platform needs; it issues none itself. */
@Singleton
class Invoicing {
    private static final int FILE_MAX = 5_000;
    private static final List<String> HEADER = List.of(
            "订单 order",
            "销方 seller",
            "抬头 title",
            "税号 tax number",
            "项目 item",
            "数量 quantity",
            "含税金额 yuan",
            "税率 percent",
            "税额 tax yuan",
            "类型 kind",
            "单号 paper",
            "对应蓝字 takes back");

    private final InvoiceTable table;
    private final OrderBook book;
    private final Papers papers;
    private final PaperTable paperTable;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;
    private final String county;

    Invoicing(
            InvoiceTable table,
            OrderBook book,
            Papers papers,
            PaperTable paperTable,
            Transactions transactions,
            Trail trail,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.book = book;
        this.papers = papers;
        this.paperTable = paperTable;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
        this.county = county;
    }

    /** @throws ProblemException 400 {@code tax-number-invalid}; 409 {@code invoice-exported}, {@code order-cancelled}; not found */
    Wanted ask(Caller caller, String orderId, String title, @Nullable String taxNumber) {
        if (taxNumber != null && !TaxNumber.valid(taxNumber)) {
            throw ProblemException.invalid(
                    "taxNumber", "tax-number-invalid", "税号不对 · Not a unified social credit code");
        }
        Order order = own(caller, orderId);
        if (order.state().lifecycle() == Lifecycle.CANCELLED) {
            throw ProblemException.of(409, "order-cancelled", "订单已取消 · The order was cancelled", null);
        }
        return transactions.run(() -> {
            if (!table.set(order, title, taxNumber, clock.instant())) {
                throw ProblemException.of(409, "invoice-exported", "发票已送开 · It was handed over already", null);
            }
            return table.find(orderId).orElseThrow();
        });
    }

    Wanted one(Caller caller, String orderId) {
        own(caller, orderId);
        return transactions.read(() -> table.find(orderId)).orElseThrow(ProblemException::notFound);
    }

    /** @return data of delivered orders whose buyers want an invoice, each once, and of what was taken back since; who had it is on record */
    byte[] file(Caller caller) {
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(county)) {
            trail.refused(caller.accountId(), "orders.invoices", county, "not-found");
            throw ProblemException.notFound();
        }
        return transactions.run(() -> {
            var text = new CsvText().line(HEADER);
            int blue = 0;
            int red = 0;
            for (Wanted wanted : table.asked(county, FILE_MAX)) {
                if (table.exported(wanted.orderId(), clock.instant())) {
                    Order order = book.order(wanted.orderId()).orElseThrow();
                    write(text, wanted, order, papers.blue(order));
                    blue++;
                }
            }
            table.withoutPaper(county, FILE_MAX).forEach(this::remember);
            for (String orderId : paperTable.outdated(county, FILE_MAX)) {
                // Two who ask at once do not both take it back: the second finds nothing more.
                var wanted = table.lock(orderId);
                Order order = book.order(orderId).orElseThrow();
                var paper = wanted.flatMap(_ -> papers.red(order));
                if (paper.isPresent()) {
                    write(text, wanted.get(), order, paper.get());
                    red++;
                }
            }
            trail.record(caller.accountId(), "orders.invoices", county, null, blue + " orders, " + red + " red");
            return text.toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    /** What goes back of an order is taken back of its blue paper, also where that is from before papers were kept. */
    private void remember(String orderId) {
        Wanted wanted = table.lock(orderId).orElseThrow();
        if (paperTable.blue(orderId).isEmpty()) {
            papers.blueOfThen(book.order(orderId).orElseThrow(), wanted.exportedAt());
        }
    }

    private void write(CsvText text, Wanted wanted, Order order, Paper paper) {
        Map<Integer, String> names =
                book.lines(List.of(order.orderId())).getOrDefault(order.orderId(), List.of()).stream()
                        .collect(Collectors.toMap(OrderLine::lineNo, OrderLine::name));
        paper.lines()
                .forEach((lineNo, part) -> text.line(Arrays.asList(
                        order.orderId(),
                        order.sellerName(),
                        wanted.title(),
                        wanted.taxNumber(),
                        names.getOrDefault(lineNo, "运费 carriage"),
                        part.pieces(),
                        yuan(part.fen()),
                        part.bps() / 100.0,
                        yuan(part.taxFen()),
                        paper.red() ? "红字 red" : "蓝字 blue",
                        paper.paperId(),
                        paper.blueId())));
    }

    private static BigDecimal yuan(long fen) {
        return BigDecimal.valueOf(fen, 2);
    }

    private Order own(Caller caller, String orderId) {
        return transactions
                .read(() -> book.order(orderId))
                .filter(order -> order.accountId().equals(caller.accountId()))
                .orElseThrow(ProblemException::notFound);
    }
}

package org.cunlu.orders.inputs;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.accounts.RealNames;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.accounts.VerifiedNames;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.orders.InputLedger;
import org.cunlu.orders.InputPurpose;
import org.cunlu.orders.InputSale;
import org.cunlu.orders.inputs.SaleTable.Sold;
import org.cunlu.orders.inputs.SaleTable.Span;

/** The ledger of what was sold to whom for what: a seller reads his own masked, an inspector what was sold below his node. */
@Singleton
class SalesLedger implements InputLedger {
    /** Two years and a day are what a ledger must hold; a file of more is asked for in parts. */
    private static final int DAYS_MAX = 366;

    private static final int FILE_MAX = 20_000;
    /** As many people as one look may show. */
    private static final int LOOK_MAX = 50;

    private static final String WHAT = "input-ledger";

    private final SaleTable table;
    private final PurposeTable purposes;
    private final RealNames verified;
    private final VerifiedNames names;
    private final Recipients recipients;
    private final Network network;
    private final Transactions transactions;
    private final Trail trail;

    SalesLedger(
            SaleTable table,
            PurposeTable purposes,
            RealNames verified,
            VerifiedNames names,
            Recipients recipients,
            Network network,
            Transactions transactions,
            Trail trail) {
        this.table = table;
        this.purposes = purposes;
        this.verified = verified;
        this.names = names;
        this.recipients = recipients;
        this.network = network;
        this.transactions = transactions;
        this.trail = trail;
    }

    private static Span span(Asked asked) {
        if (!CountyTime.usual(asked.from())
                || !CountyTime.usual(asked.until())
                || asked.until().isBefore(asked.from())) {
            throw ProblemException.invalid("until", "ends-before-it-begins", "结束早于开始 · Ends before it begins");
        }
        if (asked.until().isAfter(asked.from().plusDays(DAYS_MAX))) {
            throw ProblemException.invalid("until", "span-too-long", "最多一年 · A year at most");
        }
        return new Span(
                asked.from().atStartOfDay(CountyTime.ZONE).toInstant(),
                asked.until().plusDays(1).atStartOfDay(CountyTime.ZONE).toInstant());
    }

    /** Masked. */
    List<InputSale> own(Caller seller, Asked asked, @Nullable String after, int count) {
        Span span = span(asked);
        List<String> shops = ShopRight.ORDERS.shops(seller);
        return masked(transactions.read(() -> table.ofSellers(span, shops, after, count)));
    }

    @Override
    public Page<InputSale> sold(Caller inspector, Asked asked, @Nullable String cursor, int limit) {
        return Page.of(masked(lines(inspector, asked, cursor, limit + 1)), limit, InputSale::sale);
    }

    List<InputSale> ownFile(Caller seller, Asked asked) {
        return whole(own(seller, asked, null, FILE_MAX + 1));
    }

    @Override
    public byte[] file(Caller inspector, Asked asked, String why, Form form) {
        List<InputSale> opened = opened(inspector, asked, why);
        return switch (form) {
            case CSV -> SalesFile.csv(opened);
            case XLSX -> SalesFile.xlsx(opened);
        };
    }

    private List<InputSale> opened(Caller inspector, Asked asked, String why) {
        List<Sold> sold = whole(lines(inspector, asked, null, FILE_MAX + 1));
        List<String> buyers = sold.stream()
                .filter(each -> each.sale().restricted())
                .map(Sold::accountId)
                .distinct()
                .sorted()
                .toList();
        Map<String, String> opened = new HashMap<>();
        for (int i = 0; i < Math.max(1, buyers.size()); i += LOOK_MAX) {
            opened.putAll(names.reveal(inspector, buyers.subList(i, Math.min(buyers.size(), i + LOOK_MAX)), WHAT, why));
        }
        transactions.run(() -> trail.record(
                inspector.accountId(),
                "orders.input-ledger",
                asked.seller() == null ? "all" : asked.seller(),
                null,
                asked.from() + " to " + asked.until() + ", " + sold.size() + " lines: " + why));
        return told(sold, opened, true);
    }

    private List<Sold> lines(Caller inspector, Asked asked, @Nullable String after, int count) {
        Span span = span(asked);
        List<String> scopes = inspector.scopes(Role.INSPECTOR, Scope.Kind.SUBTREE);
        return transactions.read(() -> {
            List<String> below = table.nodes(span).stream()
                    .filter(node -> scopes.stream().anyMatch(scope -> network.within(node, scope)))
                    .toList();
            return table.fromNodes(span, below, asked.seller(), after, count);
        });
    }

    private List<InputSale> masked(List<Sold> sold) {
        Map<String, String> shown = new HashMap<>();
        sold.stream()
                .filter(each -> each.sale().restricted())
                .map(Sold::accountId)
                .distinct()
                .forEach(account -> verified.of(account).ifPresent(found -> shown.put(account, found.nameMasked())));
        return told(sold, shown, false);
    }

    private List<InputSale> told(List<Sold> sold, Map<String, String> names, boolean open) {
        Map<String, Recipient> others = recipients.masked(sold.stream()
                .filter(each -> !each.sale().restricted())
                .map(Sold::recipientId)
                .collect(Collectors.toSet()));
        Set<String> groups = sold.stream()
                .filter(each -> each.sale().restricted())
                .map(Sold::groupId)
                .collect(Collectors.toSet());
        Map<String, InputPurpose> said = transactions.read(() -> purposes.of(groups));
        var told = new ArrayList<InputSale>();
        for (Sold each : sold) {
            Recipient other = others.get(each.recipientId());
            String buyer = each.sale().restricted() ? names.get(each.accountId()) : other == null ? null : other.name();
            told.add(told(each.sale(), buyer, said.get(each.groupId() + "/" + each.offerId()), open));
        }
        return told;
    }

    private static InputSale told(InputSale s, @Nullable String buyer, @Nullable InputPurpose purpose, boolean open) {
        return new InputSale(
                s.sale(),
                s.soldAt(),
                s.state(),
                s.sellerCode(),
                s.sellerName(),
                s.fromNode(),
                s.skuCode(),
                s.name(),
                s.kind(),
                s.registrationNo(),
                s.restricted(),
                s.activeIngredient(),
                s.pieces(),
                s.grams(),
                buyer,
                purpose == null ? null : purpose.crop(),
                purpose == null ? null : purpose.areaMu(),
                purpose == null ? null : purpose.pest(),
                purpose == null
                        ? null
                        : open ? purpose.villageCode() : purpose.villageCode().substring(0, 9) + "***");
    }

    private static <T> List<T> whole(List<T> lines) {
        if (lines.size() > FILE_MAX) {
            throw ProblemException.of(
                    409,
                    "file-too-long",
                    "超过 " + FILE_MAX + " 行，请缩短期间 · More than " + FILE_MAX + " lines: ask for a shorter time",
                    null);
        }
        return lines;
    }
}

package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cunlu.catalog.ProductDetails;
import org.cunlu.catalog.goods.ManyProducts.Described;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.Faults;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;

/** Loads details by the same rules by which a seller's sheet is looked at. */
@Singleton
class DetailLoading implements ProductDetails {
    private static final Set<String> COLUMNS = Set.of("product_code", "type_code", "attributes", "description");
    private static final int TEXT_MAX = 4_000;

    private final ManyProducts products;
    private final SheetRules rules;
    private final Stepping stepping;
    private final Transactions transactions;

    DetailLoading(ManyProducts products, SheetRules rules, Stepping stepping, Transactions transactions) {
        this.products = products;
        this.rules = rules;
        this.stepping = stepping;
        this.transactions = transactions;
    }

    private record Detail(
            long line,
            String productCode,
            @Nullable String typeCode,
            Map<String, String> attributes,
            @Nullable String description) {}

    @Override
    public ImportReport load(Reader csv, boolean keepGood, String actor) {
        CsvFile file = CsvFile.read(csv, COLUMNS, Set.of());
        var details = new LinkedHashMap<String, Detail>();
        for (CsvRow row : file.rows()) {
            Detail detail = detail(row);
            if (!row.bad() && details.putIfAbsent(detail.productCode(), detail) != null) {
                row.fault("product_code", "product-twice", "该商品已在前面出现 · The product stands in an earlier row");
            }
        }
        // In the order of their codes, so that two files wait for each other instead of dying together.
        List<Detail> sorted = details.values().stream()
                .sorted(Comparator.comparing(Detail::productCode))
                .toList();
        return transactions.run(() -> keep(file, sorted, keepGood, actor));
    }

    private ImportReport keep(CsvFile file, List<Detail> details, boolean keepGood, String actor) {
        var found = new Faults();
        file.faults().list().forEach(each -> found.add(each.line(), each.column(), each.code(), each.message()));
        var news = new ArrayList<Described>();
        SheetFacts facts = rules.facts();
        int unchanged = 0;
        for (List<Detail> some : pieces(details)) {
            Map<String, Kept> known =
                    products.lock(some.stream().map(Detail::productCode).toList());
            for (Detail detail : some) {
                Kept kept = known.get(detail.productCode());
                if (kept == null) {
                    found.add(detail.line(), "product_code", "product-unknown", "没有这个商品 · No such product");
                    continue;
                }
                Optional<ProductSheet> sheet = checked(detail, kept, facts, found);
                if (sheet.filter(kept.sheet()::equals).isPresent()) {
                    unchanged++;
                } else {
                    sheet.ifPresent(next -> news.add(new Described(kept, next)));
                }
            }
        }
        List<RowFault> faults = found.list();
        if (news.isEmpty() || (!faults.isEmpty() && !keepGood)) {
            return new ImportReport(file.rows().size(), 0, 0, faults.isEmpty() ? unchanged : 0, faults, false);
        }
        pieces(news).forEach(some -> stepping.describe(some, "IMPORT", actor));
        return new ImportReport(file.rows().size(), 0, news.size(), unchanged, faults, true);
    }

    private static <T> List<List<T>> pieces(List<T> all) {
        var pieces = new ArrayList<List<T>>();
        for (int start = 0; start < all.size(); start += ManyProducts.MANY) {
            pieces.add(all.subList(start, Math.min(all.size(), start + ManyProducts.MANY)));
        }
        return pieces;
    }

    private Optional<ProductSheet> checked(Detail detail, Kept kept, SheetFacts facts, Faults faults) {
        ProductSheet now = kept.sheet();
        var next = new ProductSheet(
                now.name(),
                detail.typeCode(),
                now.categoryCode(),
                now.brandCode(),
                detail.description(),
                detail.attributes(),
                now.options(),
                now.pictures(),
                now.skus());
        try {
            return Optional.of(rules.checked(detail.productCode(), next, facts));
        } catch (ProblemException refused) {
            for (Object each : (List<?>) refused.facts().getOrDefault("faults", List.of())) {
                var fault = (Map<?, ?>) each;
                faults.add(
                        detail.line(),
                        "attributes",
                        String.valueOf(fault.get("code")),
                        fault.get("field") + ": " + fault.get("message"));
            }
            return Optional.empty();
        }
    }

    private static Detail detail(CsvRow row) {
        String code = row.code("product_code");
        String type = row.codeOrNull("type_code");
        String text = row.textOrNull("attributes", TEXT_MAX);
        String description = row.textOrNull("description", TEXT_MAX);
        return new Detail(row.line(), code, type, attributes(row, text), description);
    }

    /** {@code ORIGIN=忠县新立镇; SUGAR=12.5} */
    private static Map<String, String> attributes(CsvRow row, @Nullable String text) {
        var attributes = new TreeMap<String, String>();
        for (String pair : text == null ? new String[0] : text.split(";")) {
            int at = pair.indexOf('=');
            String name = at < 0 ? "" : pair.substring(0, at).strip();
            if (name.isEmpty() || attributes.put(name, pair.substring(at + 1).strip()) != null) {
                row.fault("attributes", "attribute-invalid", "应为 名称=值; 名称=值，各一次 · NAME=value; each once");
            }
        }
        return attributes;
    }
}

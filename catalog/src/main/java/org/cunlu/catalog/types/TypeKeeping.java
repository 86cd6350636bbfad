package org.cunlu.catalog.types;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductType.Attribute;
import org.cunlu.catalog.ProductType.Choice;
import org.cunlu.catalog.ProductType.Kind;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.text.PlainText;
import org.cunlu.kernel.trail.Trail;

/** Keeps types; what products rest on is only added to. */
@Singleton
class TypeKeeping implements ProductTypes {
    private static final String CODE = "[A-Z0-9._-]{1,32}";
    private static final int NAME_MAX = 120;
    private static final int UNIT_MAX = 16;

    private final TypeTable table;
    private final Transactions transactions;
    private final Trail trail;

    TypeKeeping(TypeTable table, Transactions transactions, Trail trail) {
        this.table = table;
        this.transactions = transactions;
        this.trail = trail;
    }

    @Override
    public Optional<ProductType> find(String code) {
        return table.read("WHERE t.code = ?", code).stream().findFirst();
    }

    @Override
    public List<ProductType> all() {
        return table.read("");
    }

    @Override
    public ProductType keep(ProductType type, String actor) {
        wellFormed(type);
        return transactions.run(() -> {
            Optional<ProductType> before = find(type.code());
            if (before.filter(type::equals).isPresent()) {
                return type;
            }
            table.write(type);
            // Read again behind the lock of the row just written.
            Optional<ProductType> known = find(type.code());
            known.ifPresent(standing -> onlyAddedTo(
                    standing, type, before.isPresent() || !standing.attributes().isEmpty()));
            table.writeAttributes(type);
            trail.record(
                    actor,
                    "catalog.type-kept",
                    type.code(),
                    before.map(TypeKeeping::said).orElse(null),
                    said(type));
            return type;
        });
    }

    private static void wellFormed(ProductType type) {
        require(type.code().matches(CODE) && PlainText.name(type.name(), NAME_MAX), type.code());
        var codes = new HashSet<String>();
        for (Attribute each : type.attributes()) {
            boolean named = each.code().matches(CODE) && PlainText.name(each.name(), NAME_MAX);
            boolean united =
                    each.unit() == null || (each.kind() == Kind.NUMBER && PlainText.name(each.unit(), UNIT_MAX));
            boolean chosen = (each.kind() == Kind.CHOICE) != each.choices().isEmpty();
            require(named && united && chosen && codes.add(each.code()), each.code());
            var choices = new HashSet<String>();
            for (Choice choice : each.choices()) {
                require(
                        choice.code().matches(CODE)
                                && PlainText.name(choice.name(), NAME_MAX)
                                && choices.add(choice.code()),
                        each.code());
            }
        }
    }

    private static void onlyAddedTo(ProductType standing, ProductType next, boolean older) {
        Map<String, Attribute> named =
                next.attributes().stream().collect(Collectors.toMap(Attribute::code, Function.identity()));
        for (Attribute each : standing.attributes()) {
            Attribute now = named.remove(each.code());
            if (now == null
                    || now.kind() != each.kind()
                    || now.level() != each.level()
                    || !java.util.Objects.equals(now.unit(), each.unit())
                    || (now.required() && !each.required())
                    || !codes(now).containsAll(codes(each))) {
                throw fixed(each.code());
            }
        }
        if (older) {
            named.values().stream().filter(Attribute::required).findFirst().ifPresent(each -> {
                throw fixed(each.code());
            });
        }
    }

    private static List<String> codes(Attribute attribute) {
        return attribute.choices().stream().map(Choice::code).toList();
    }

    private static void require(boolean holds, String code) {
        if (!holds) {
            throw ProblemException.invalid(
                            "attributes", "type-invalid", "类型或属性填写有误 · The type or an attribute is not well formed")
                    .fact("code", code);
        }
    }

    private static ProblemException fixed(String code) {
        return ProblemException.of(
                        409,
                        "attribute-fixed",
                        "已有属性不能删除或改变种类，新属性不能必填 · What is declared stays as it is",
                        "可以改名、增加选项或可选属性 · Rename it, add choices, or add attributes that are not required")
                .fact("code", code);
    }

    private static String said(ProductType type) {
        return type.name() + ": "
                + type.attributes().stream()
                        .map(each -> each.code() + " " + each.kind())
                        .collect(Collectors.joining(", "));
    }
}

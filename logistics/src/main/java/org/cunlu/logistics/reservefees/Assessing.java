package org.cunlu.logistics.reservefees;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveBooks;
import org.cunlu.logistics.ReserveBooks.Contract;
import org.cunlu.logistics.ReserveBooks.Entry;
import org.cunlu.logistics.ReserveBooks.Gap;

/** Reckons a holder's period from the books and the terms as they are now. */
@Singleton
class Assessing {
    private final ReserveBooks books;
    private final Terms terms;

    /** @param books none where no reserve is kept: then nobody has a contract */
    Assessing(Optional<ReserveBooks> books, Terms terms) {
        this.books = books.orElse(null);
        this.terms = terms;
    }

    /** @param inputs hash of all that it was reckoned from */
    record Assessed(List<Reckoned> lines, String inputs) {}

    /** @param programme null for all @return contracts of a level that share a day with the period, by holding */
    Map<String, List<Contract>> contracts(
            String levelCode, @Nullable String programme, LocalDate from, LocalDate until) {
        return books == null
                ? Map.of()
                : byHolding(books.contracts(levelCode, from, until).stream()
                        .filter(each -> programme == null || each.programme().equals(programme))
                        .toList());
    }

    /** @throws ProblemException 404 without a contract in the period; 409 {@code fee-rule-missing}, {@code rate-missing} */
    Assessed of(String levelCode, String holdingCode, LocalDate from, LocalDate until) {
        var contracts = books == null
                ? Map.<String, List<Contract>>of()
                : byHolding(books.contractsOf(levelCode, List.of(holdingCode), from, until));
        if (contracts.isEmpty()) {
            throw ProblemException.notFound();
        }
        return opened(levelCode, contracts, from, until).of(holdingCode);
    }

    private static Map<String, List<Contract>> byHolding(List<Contract> contracts) {
        return contracts.stream()
                .collect(Collectors.groupingBy(Contract::holdingCode, TreeMap::new, Collectors.toList()));
    }

    /** Reads all that these holdings' periods are reckoned from, in as many statements as for one. */
    Opened opened(String levelCode, Map<String, List<Contract>> contracts, LocalDate from, LocalDate until) {
        List<String> ids = contracts.values().stream()
                .flatMap(List::stream)
                .map(Contract::contractId)
                .toList();
        return new Opened(
                levelCode,
                from,
                until,
                contracts,
                books.entries(ids, until).stream().collect(Collectors.groupingBy(Entry::contractId)),
                books.gaps(ids, from, until).stream().collect(Collectors.groupingBy(Gap::contractId)),
                terms.rules(levelCode));
    }

    /** The books of some holdings, open at a period. Used by one thread. */
    final class Opened {
        private final String levelCode;
        private final LocalDate from;
        private final LocalDate until;
        private final Map<String, List<Contract>> contracts;
        private final Map<String, List<Entry>> entries;
        private final Map<String, List<Gap>> gaps;
        private final List<TermsTable.Versioned> rules;
        private final Map<String, RateTable> rates = new HashMap<>();

        private Opened(
                String levelCode,
                LocalDate from,
                LocalDate until,
                Map<String, List<Contract>> contracts,
                Map<String, List<Entry>> entries,
                Map<String, List<Gap>> gaps,
                List<TermsTable.Versioned> rules) {
            this.levelCode = levelCode;
            this.from = from;
            this.until = until;
            this.contracts = contracts;
            this.entries = entries;
            this.gaps = gaps;
            this.rules = rules;
        }

        /** @throws ProblemException 409 {@code fee-rule-missing}, {@code rate-missing} */
        Assessed of(String holdingCode) {
            MessageDigest digest = sha256();
            var lines = new ArrayList<Reckoned>();
            for (Contract contract : contracts.get(holdingCode)) {
                FeeRule rule = Terms.ruleFor(rules, contract.programme(), contract.commodity(), contract.contractId());
                RateTable table = rates.computeIfAbsent(rule.rateCode(), this::table);
                List<Entry> of = entries.getOrDefault(contract.contractId(), List.of());
                List<Gap> its = gaps.getOrDefault(contract.contractId(), List.of());
                lines.add(new Reckoning(contract, rule, table, its, from, until).of(of));
                List.of(contract, rule, table.version(), its, of)
                        .forEach(each -> digest.update(each.toString().getBytes(StandardCharsets.UTF_8)));
            }
            return new Assessed(lines, HexFormat.of().formatHex(digest.digest()));
        }

        private RateTable table(String code) {
            return terms.rates(levelCode, code)
                    .orElseThrow(() -> ProblemException.of(
                                    409,
                                    "rate-missing",
                                    "没有利率表 · There is no such table of rates",
                                    "请先设置 · Set it first")
                            .fact("rateCode", code));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

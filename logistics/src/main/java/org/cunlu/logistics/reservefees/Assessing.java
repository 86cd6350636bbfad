package org.cunlu.logistics.reservefees;

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

    /** @throws ProblemException 404 without a contract in the period; 409 {@code fee-rule-missing}, {@code rate-missing} */
    Assessed of(String levelCode, String holdingCode, LocalDate from, LocalDate until) {
        List<Contract> contracts = books == null
                ? List.of()
                : books.contracts(levelCode, from, until).stream()
                        .filter(each -> each.holdingCode().equals(holdingCode))
                        .toList();
        if (contracts.isEmpty()) {
            throw ProblemException.notFound();
        }
        List<String> ids = contracts.stream().map(Contract::contractId).toList();
        Map<String, List<Entry>> entries = new HashMap<>();
        books.entries(ids, until)
                .forEach(entry -> entries.computeIfAbsent(entry.contractId(), _ -> new ArrayList<>())
                        .add(entry));
        List<Gap> gaps = books.gaps(ids, from, until);
        List<TermsTable.Versioned> rules = terms.rules(levelCode);
        Map<String, RateTable> rates = new HashMap<>();
        MessageDigest digest = sha256();
        var lines = new ArrayList<Reckoned>();
        for (Contract contract : contracts) {
            FeeRule rule = Terms.ruleFor(rules, contract.programme(), contract.commodity(), contract.contractId());
            RateTable table = rates.computeIfAbsent(
                    rule.rateCode(),
                    code -> terms.rates(levelCode, code)
                            .orElseThrow(() -> ProblemException.of(
                                            409,
                                            "rate-missing",
                                            "没有利率表 · There is no such table of rates",
                                            "请先设置 · Set it first")
                                    .fact("rateCode", code)));
            List<Entry> of = entries.getOrDefault(contract.contractId(), List.of());
            List<Gap> its = gaps.stream()
                    .filter(gap -> gap.contractId().equals(contract.contractId()))
                    .toList();
            lines.add(new Reckoning(contract, rule, table, its, from, until).of(of));
            List.of(contract, rule, table.version(), its, of)
                    .forEach(each -> digest.update(each.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return new Assessed(lines, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

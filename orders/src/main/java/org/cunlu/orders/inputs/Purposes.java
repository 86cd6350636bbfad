package org.cunlu.orders.inputs;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.accounts.RealNames;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.text.PlainText;
import org.cunlu.logistics.Network;
import org.cunlu.orders.InputPurpose;
import org.cunlu.orders.InputSales;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.Quote;

/** Nobody buys a restricted pesticide without a verified name and a purpose. */
@Singleton
class Purposes implements InputSales {
    private static final Checked NOTHING = new Checked(Map.of(), null);
    /** Larger than any holding of the county; beyond it somebody mistook the unit. */
    private static final BigDecimal MU_MAX = BigDecimal.valueOf(10_000);

    private static final BigDecimal MU_MIN = new BigDecimal("0.01");
    private static final int CROP_MAX = 40;
    private static final int PEST_MAX = 80;

    private final RealNames names;
    private final Network network;
    private final PurposeTable table;
    private final LimitTable limits;
    private final Transactions transactions;
    private final Clock clock;

    Purposes(
            RealNames names,
            Network network,
            PurposeTable table,
            LimitTable limits,
            Transactions transactions,
            Clock clock) {
        this.names = names;
        this.network = network;
        this.table = table;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Checked check(String accountId, Quote quote, @Nullable List<InputPurpose> purposes) {
        Set<String> restricted = quote.shipments().stream()
                .flatMap(shipment -> shipment.lines().stream())
                .filter(line -> line.input() != null && line.input().restricted())
                .map(Quote.Line::offerId)
                .collect(Collectors.toSet());
        if (restricted.isEmpty()) {
            return NOTHING;
        }
        names.demand(accountId);
        var said = new HashMap<String, InputPurpose>();
        for (InputPurpose each : purposes == null ? List.<InputPurpose>of() : purposes) {
            if (restricted.contains(each.offerId()) && said.put(each.offerId(), checked(each)) != null) {
                throw ProblemException.invalid("purposes", "purpose-twice", "同一商品填了两次用途 · Two purposes of one offer");
            }
        }
        restricted.stream()
                .filter(offer -> !said.containsKey(offer))
                .sorted()
                .findFirst()
                .ifPresent(offer -> {
                    throw ProblemException.of(
                                    409,
                                    "purpose-missing",
                                    "限制使用农药须填用途：作物、面积、防治对象、村 · Restricted pesticide needs its purpose: crop, area, pest, village",
                                    "请在下单时填写 purposes · Say it with the order, in purposes")
                            .fact("offerId", offer);
                });
        var verified = names.of(accountId).orElseThrow(ProblemException::notFound);
        return new Checked(said, verified.verificationId());
    }

    private InputPurpose checked(InputPurpose said) {
        require(PlainText.name(said.crop(), CROP_MAX), "crop");
        require(PlainText.name(said.pest(), PEST_MAX), "pest");
        require(
                said.areaMu() != null
                        && said.areaMu().stripTrailingZeros().scale() <= 2
                        && said.areaMu().compareTo(MU_MIN) >= 0
                        && said.areaMu().compareTo(MU_MAX) <= 0,
                "areaMu");
        require(
                said.villageCode().matches("[0-9]{12}")
                        && network.stationOf(said.villageCode()).isPresent(),
                "villageCode");
        return said;
    }

    private static void require(boolean holds, String field) {
        if (!holds) {
            throw ProblemException.invalid(
                    "purposes." + field,
                    "purpose-invalid",
                    "用途填写有误：作物和防治对象为纯文本，面积 0.01–10000 亩，村为本网络的村 · Not a purpose: plain text, 0.01 to 10,000 mu, a village of this network");
        }
    }

    @Override
    public void keep(Checked checked, OrderGroup group) {
        if (!checked.purposes().isEmpty()) {
            transactions.require();
            table.insert(group, checked, clock.instant());
        }
    }

    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        transactions.require();
        limits.handOver(fromAccountId, intoAccountId);
    }
}

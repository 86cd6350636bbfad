package org.cunlu.web.promotion;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.Payer;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotion.Kind;
import org.cunlu.orders.Promotion.Share;
import org.cunlu.orders.Promotion.Terms;
import org.cunlu.orders.PromotionDesk.Wanted;
import org.cunlu.orders.Trade;
import org.cunlu.web.Fields;
import org.cunlu.web.seller.Shown;

/** What the form of a promotion says: yuan and per cent as people write them. What it may say is decided where it is made. */
final class PromotionForm {
    /** Rows of a form for tiers. */
    static final int TIERS = 3;
    /** What the names of boxes begin with that are ticked for SKUs. */
    static final String SKU = "sku.";

    private static final int NAME_MAX = 60;
    private static final int WHOLE_BPS = 10_000;
    private static final int CODE_MAX = 32;
    private static final int SKUS_MAX = 100;

    private PromotionForm() {}

    /** Of a shop's own goods, borne by it alone or with the platform and a brand. */
    static Wanted ofShop(String shop, Kind kind, Fields form) {
        var shares = new ArrayList<Share>();
        int platform = form.typed("platform").strip().matches("0*") ? 0 : bps(form, "platform");
        if (platform > 0) {
            shares.add(new Share(Payer.By.PLATFORM, null, platform));
        }
        brandShare(form).ifPresent(shares::add);
        int others = shares.stream().mapToInt(Share::bps).sum();
        if (others > WHOLE_BPS) {
            throw ProblemException.invalid(
                    "brandshare", "percent-invalid", "各方比例合计不能超过 100 · Shares are above 100 per cent together");
        }
        if (others < WHOLE_BPS) {
            shares.addFirst(new Share(Payer.By.SELLER, shop, WHOLE_BPS - others));
        }
        String product = form.optional("product");
        var scope = kind.keepsApart()
                ? new Promotion.Scope(null, null, null, null, null, null, null)
                : new Promotion.Scope(
                        product == null ? null : List.of(product),
                        ticked(form),
                        null,
                        null,
                        null,
                        form.optional("township"),
                        null);
        return wanted(shop, kind, form, scope, shares);
    }

    /** Of the county, borne by the platform or by a fund, alone or with a brand. */
    static Wanted ofCounty(Kind kind, Fields form) {
        String fund = form.typed("fund").strip();
        Optional<Share> brand = brandShare(form);
        int rest = WHOLE_BPS - brand.map(Share::bps).orElse(0);
        var shares = new ArrayList<Share>();
        if (rest > 0) {
            shares.add(
                    fund.isEmpty() ? new Share(Payer.By.PLATFORM, null, rest) : new Share(Payer.By.FUND, fund, rest));
        }
        brand.ifPresent(shares::add);
        var scope = new Promotion.Scope(
                null,
                listed(form),
                one(form, "category"),
                one(form, "seller"),
                one(form, "brand"),
                form.optional("township"),
                Stream.of(Trade.values())
                        .filter(each -> each.name().equals(form.typed("trade")))
                        .findFirst()
                        .orElse(null));
        return wanted(null, kind, form, scope, shares);
    }

    /** @return what a brand bears; empty where it bears nothing */
    private static Optional<Share> brandShare(Fields form) {
        String share = form.typed("brandshare").strip();
        if (share.matches("0*")) {
            return Optional.empty();
        }
        String brand = form.typed("payingbrand").strip();
        if (brand.isEmpty()) {
            throw ProblemException.invalid("payingbrand", "brand-missing", "请选择出钱的品牌 · Choose the brand that pays");
        }
        return Optional.of(new Share(Payer.By.BRAND, brand, bps(form, "brandshare")));
    }

    /** @return codes of SKUs whose boxes are ticked; null for all */
    private static @Nullable List<String> ticked(Fields form) {
        return some(form.all().keySet().stream()
                .filter(name -> name.startsWith(SKU))
                .map(name -> name.substring(SKU.length()))
                .sorted()
                .toList());
    }

    /** @return codes of SKUs that are written one behind the other; null for all */
    private static @Nullable List<String> listed(Fields form) {
        return some(Stream.of(form.typed("skus").split("[\\s,，、;；]+"))
                .map(code -> code.toUpperCase(Locale.ROOT))
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList());
    }

    private static @Nullable List<String> some(List<String> codes) {
        if (codes.size() > SKUS_MAX || codes.stream().anyMatch(code -> code.length() > CODE_MAX)) {
            throw ProblemException.invalid(
                    "skus", "skus-invalid", "规格编码不对，或超过 100 个 · Not codes of SKUs, or above 100");
        }
        return codes.isEmpty() ? null : codes;
    }

    private static Wanted wanted(
            @Nullable String shop, Kind kind, Fields form, Promotion.Scope scope, List<Share> payers) {
        String name = form.typed(Fields.NAME).strip();
        if (name.isEmpty() || name.length() > NAME_MAX) {
            throw ProblemException.invalid(Fields.NAME, "name-invalid", "请填写活动名称 · The name is missing");
        }
        return new Wanted(
                shop,
                kind,
                name,
                terms(kind, form),
                scope,
                payers,
                moment(form, "from"),
                moment(form, "until"),
                optionalFen(form, "budget"));
    }

    private static Terms terms(Kind kind, Fields form) {
        return switch (kind) {
            case PERCENT -> new Terms(bps(form, "percent"), null, null, null, null, null, null);
            case AMOUNT -> new Terms(null, fen(form, "off"), null, null, null, null, null);
            case BUY_GET -> new Terms(null, null, whole(form, "buy"), whole(form, "get"), null, null, null);
            case TIERS -> new Terms(null, null, null, null, tiers(form), null, null);
            case COUPON -> new Terms(null, null, null, null, null, coupon(form), null);
            case FLASH -> new Terms(null, null, null, null, null, null, flash(form));
            case GROUP -> new Terms(null, null, null, null, null, null, null, group(form));
        };
    }

    private static List<Promotion.Tier> tiers(Fields form) {
        var tiers = new ArrayList<Promotion.Tier>();
        for (int row = 1; row <= TIERS; row++) {
            if (row == 1 || form.optional("min-" + row) != null) {
                tiers.add(new Promotion.Tier(fen(form, "min-" + row), fen(form, "off-" + row)));
            }
        }
        return tiers;
    }

    private static Promotion.Coupon coupon(Fields form) {
        Long off = optionalFen(form, "off");
        Long min = form.typed("min").strip().matches("0*") ? Long.valueOf(0) : optionalFen(form, "min");
        return new Promotion.Coupon(
                min == null ? 0 : min,
                off,
                form.optional("percent") == null ? null : Integer.valueOf(bps(form, "percent")),
                optionalFen(form, "cap"),
                whole(form, "total"),
                whole(form, "each"),
                whole(form, "days"),
                form.typed("open").equals("yes"));
    }

    private static Promotion.Flash flash(Fields form) {
        String[] offer = offer(form);
        return new Promotion.Flash(offer[0], offer[1], fen(form, "price"), whole(form, "pieces"), whole(form, "each"));
    }

    private static Promotion.Group group(Fields form) {
        String[] offer = offer(form);
        return new Promotion.Group(
                offer[0],
                offer[1],
                fen(form, "price"),
                whole(form, "pieces"),
                whole(form, "each"),
                whole(form, "size"),
                whole(form, "hours"));
    }

    /** @return id of the offer, and the node at which its pieces are kept apart */
    private static String[] offer(Fields form) {
        String[] offer = form.typed("offer").split("\\|", -1);
        if (offer.length != 2) {
            throw ProblemException.invalid("offer", "offer-unknown", "请选择商品 · Choose what to sell");
        }
        return offer;
    }

    private static @Nullable List<String> one(Fields form, String name) {
        String code = form.typed(name).strip();
        if (code.length() > CODE_MAX) {
            throw ProblemException.invalid(name, "code-invalid", "编码不对 · Not a code");
        }
        return code.isEmpty() ? null : List.of(code);
    }

    /** @return basis points of per cent, such as 1,500 of {@code 15} */
    private static int bps(Fields form, String name) {
        long bps = Shown.fen(name, form.typed(name));
        if (bps > WHOLE_BPS) {
            throw ProblemException.invalid(name, "percent-invalid", "百分比不能超过 100 · Not above 100 per cent");
        }
        return (int) bps;
    }

    private static long fen(Fields form, String name) {
        return Shown.fen(name, form.typed(name));
    }

    private static @Nullable Long optionalFen(Fields form, String name) {
        return form.typed(name).isBlank() ? null : Long.valueOf(fen(form, name));
    }

    private static int whole(Fields form, String name) {
        return Shown.whole(name, form.typed(name));
    }

    private static Instant moment(Fields form, String name) {
        try {
            return LocalDateTime.parse(form.typed(name).strip().replace(' ', 'T'))
                    .atZone(CountyTime.ZONE)
                    .toInstant();
        } catch (DateTimeParseException _) {
            throw ProblemException.invalid(name, "time-invalid", "时间不对 · Not a time");
        }
    }
}

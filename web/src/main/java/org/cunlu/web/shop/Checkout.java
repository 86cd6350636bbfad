package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.AddressBook;
import org.cunlu.accounts.Person;
import org.cunlu.accounts.Recipient;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.BuyerCoupons;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Carts;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.LiveSlots;
import org.cunlu.orders.OrderPlacing;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PlaceOrder;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Quotes;
import org.cunlu.orders.Shopper;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** Puts together what a checkout shows, and reads the order that its form brings. */
@Singleton
class Checkout {
    private static final int NAME_MAX = 60;
    private static final int ADDRESS_MAX = 200;
    private static final int RADIX = 36;
    /** What fits a field of a form; whoever orders more shipments than that takes what comes, as the answer tells it. */
    private static final int ARRIVALS_MAX = 30;

    private final Carts carts;
    private final LiveSlots slots;
    private final Quotes quotes;
    private final BuyerCoupons coupons;
    private final Accounts accounts;
    private final SavedAddresses saved;
    private final AddressBook book;
    private final OrderPlacing placing;
    private final When when;

    Checkout(
            Carts carts,
            LiveSlots slots,
            Quotes quotes,
            BuyerCoupons coupons,
            Accounts accounts,
            SavedAddresses saved,
            AddressBook book,
            OrderPlacing placing,
            When when) {
        this.carts = carts;
        this.slots = slots;
        this.quotes = quotes;
        this.coupons = coupons;
        this.accounts = accounts;
        this.saved = saved;
        this.book = book;
        this.placing = placing;
        this.when = when;
    }

    /** @param coupon null for none @param address id of the saved one that was pressed; null for none */
    record Wanted(
            Place place,
            PaymentChoice payment,
            @Nullable String coupon,
            @Nullable String address) {
        private List<String> used() {
            return coupon == null ? List.of() : List.of(coupon);
        }
    }

    /** @throws ProblemException as {@link Quotes#quote} */
    CheckoutPage page(Words words, String accountId, Wanted wanted) {
        List<CartLine> cart = carts.lines(accountId);
        var who = new Shopper(accountId, Shopper.Channel.SHOP, wanted.used());
        Quote quote =
                slots.inTurn(cart, () -> quotes.quote(cart, who, wanted.place().destination(), wanted.payment()));
        List<String> promises = quote.shipments().stream()
                .map(each -> when.promise(words, each.arrival(), wanted.place().station()))
                .toList();
        var choices = coupons.choices(accountId, wanted.place().destination(), wanted.payment());
        return page(accountId, wanted, quote, promises, choices);
    }

    /** The page where there is no quote: it says why, and where to change that. */
    CheckoutPage without(String accountId, Wanted wanted) {
        return page(accountId, wanted, null, List.of(), List.of());
    }

    private CheckoutPage page(
            String accountId,
            Wanted wanted,
            @Nullable Quote quote,
            List<String> promises,
            List<BuyerCoupons.Choice> choices) {
        List<SavedAddress> all = saved.of(accountId);
        SavedAddress chosen =
                SavedAddresses.fitting(all, wanted.place(), wanted.address()).orElse(null);
        var person = accounts.person(accountId);
        return new CheckoutPage(
                wanted.place(),
                wanted.payment(),
                quote,
                promises,
                choices,
                wanted.coupon(),
                all,
                chosen,
                chosen != null ? chosen.name() : person.map(Person::name).orElse(""),
                chosen != null
                        ? chosen.phone()
                        : person.map(Person::phone)
                                .map(phone -> phone.national())
                                .orElse(""),
                UUID.randomUUID().toString(),
                quote == null ? "" : arrivals(quote));
    }

    /**
     * Orders what is in the cart, and keeps where it goes where the buyer wants that.
     * @throws ProblemException 400 for what a form without scripts may bring; as {@link OrderPlacing#place}
     */
    GroupView place(String accountId, Fields form, Wanted wanted) {
        PlaceOrder order = order(form, wanted);
        GroupView group = placing.place(accountId, form.typed("key"), order);
        if (form.optional("keep") != null) {
            // A full book is no reason to say that an order failed which did not.
            book.remember(accountId, SavedAddresses.address(wanted.place(), order.recipient()));
        }
        return group;
    }

    private static PlaceOrder order(Fields form, Wanted wanted) {
        String name = form.typed(Fields.NAME).strip();
        if (name.isEmpty() || name.length() > NAME_MAX) {
            throw ProblemException.invalid(Fields.NAME, "name-invalid", "请填写收货人姓名 · Fill in who receives it");
        }
        String address = form.optional("address");
        if (wanted.place().outside() && address == null) {
            throw ProblemException.invalid("address", "address-missing", "请填写街道和门牌 · Fill in street and house");
        }
        if (address != null && address.length() > ADDRESS_MAX) {
            throw ProblemException.invalid("address", "too-long", "填写的内容过长 · What was filled in is too long");
        }
        return new PlaceOrder(
                wanted.place().destination(),
                new Recipient(
                        name, form.typed(Fields.PHONE).strip(), wanted.place().outside() ? address : null),
                total(form.typed("total")),
                wanted.payment(),
                arrivals(form.typed("arrivals")),
                form.optional("backorder") != null,
                null,
                wanted.used(),
                form.optional("weighing") != null);
    }

    private static long total(String typed) {
        if (!typed.matches("[1-9]\\d{0,14}")) {
            throw ProblemException.invalid("total", "total-changed", "总价已变，请确认 · The total has changed");
        }
        return Long.parseLong(typed);
    }

    private static String arrivals(Quote quote) {
        return quote.shipments().size() > ARRIVALS_MAX
                ? ""
                : quote.shipments().stream()
                        .map(each -> Long.toString(each.promisedAt().toEpochMilli(), RADIX))
                        .collect(Collectors.joining("."));
    }

    private static @Nullable List<Instant> arrivals(String sent) {
        return sent.matches("[0-9a-z]{1,9}(?:\\.[0-9a-z]{1,9})*+")
                ? Stream.of(sent.split("\\."))
                        .map(each -> Instant.ofEpochMilli(Long.parseLong(each, RADIX)))
                        .toList()
                : null;
    }
}

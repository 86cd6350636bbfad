package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Address;
import org.cunlu.accounts.AddressBook;
import org.cunlu.accounts.Person;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** Where I have my goods sent: kept once, and one press at the checkout. A new one is for the place that was chosen last. */
@Controller(AddressPages.PATH)
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class AddressPages {
    static final String PATH = AccountPages.ACCOUNT + "/addresses";
    private static final String NEW = PATH + "/new";

    private final Desk desk;
    private final AddressBook book;
    private final SavedAddresses saved;
    private final Places places;
    private final Basket basket;
    private final Accounts accounts;

    AddressPages(Desk desk, AddressBook book, SavedAddresses saved, Places places, Basket basket, Accounts accounts) {
        this.desk = desk;
        this.book = book;
        this.saved = saved;
        this.places = places;
        this.basket = basket;
        this.accounts = accounts;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request, Caller caller) {
        return desk.show(request, list(request, caller));
    }

    @Get("/new")
    HttpResponse<?> empty(HttpRequest<?> request, Caller caller) {
        if (places.of(request).isEmpty()) {
            Words words = desk.words(request);
            return HttpResponse.seeOther(URI.create(words.link("/place", AccountPages.NEXT, words.link(NEW))));
        }
        return desk.show(request, form(request, caller, null));
    }

    @Post
    HttpResponse<?> add(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                form(request, caller, null),
                form,
                PATH,
                "shop.note.address-added",
                () -> book.add(caller.accountId(), form.typed("key"), address(form)));
    }

    @Get("/{addressId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @PathVariable String addressId) {
        return desk.show(request, form(request, caller, saved.one(caller, addressId)));
    }

    @Post("/{addressId}")
    HttpResponse<?> change(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String addressId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                form(request, caller, saved.one(caller, addressId)),
                form,
                PATH,
                "shop.note.address-changed",
                () -> book.change(caller.accountId(), addressId, address(form)));
    }

    @Post("/{addressId}/usual")
    HttpResponse<?> usual(HttpRequest<?> request, Caller caller, @PathVariable String addressId) {
        return desk.act(
                request,
                list(request, caller),
                Fields.NONE,
                "shop.note.address-usual",
                () -> book.makeUsual(caller.accountId(), addressId));
    }

    @Post("/{addressId}/removal")
    HttpResponse<?> remove(HttpRequest<?> request, Caller caller, @PathVariable String addressId) {
        return desk.act(
                request,
                list(request, caller),
                Fields.NONE,
                "shop.note.address-removed",
                () -> book.remove(caller.accountId(), addressId));
    }

    /** Goods go there from now on; on to the page from which it was pressed, else to the shop. */
    @Post("/{addressId}/use")
    HttpResponse<?> use(HttpRequest<?> request, Caller caller, @PathVariable String addressId) {
        Optional<Place> place = Optional.ofNullable(saved.one(caller, addressId).place());
        return desk.act(request, list(request, caller), Fields.NONE, () -> {
            Place to = place.orElseThrow(AddressPages::unserved);
            boolean back = request.getParameters().contains(AccountPages.NEXT);
            return (back ? desk.back(request) : desk.onward(request, "/")).cookie(places.cookie(to));
        });
    }

    private Address address(Fields form) {
        Place place = places.read(form.typed("where")).orElseThrow(AddressPages::unserved);
        return SavedAddresses.address(
                place, form.typed(Fields.NAME), form.typed(Fields.PHONE), form.optional("street"));
    }

    private static ProblemException unserved() {
        return ProblemException.invalid("where", "village-unknown", "不在服务范围的村 · No village of this network");
    }

    private Desk.View list(HttpRequest<?> request, Caller caller) {
        return new Desk.View(PATH, "shop/addresses", () -> {
            List<SavedAddress> all = saved.of(caller);
            return Map.of("addresses", all, "room", all.size() < AddressBook.MAX, "count", basket.count(request));
        });
    }

    private Desk.View form(HttpRequest<?> request, Caller caller, @Nullable SavedAddress address) {
        String path = address == null ? NEW : PATH + "/" + address.id();
        return new Desk.View(
                path,
                "shop/address",
                () -> Map.of("form", filled(request, caller, address), "count", basket.count(request)));
    }

    private AddressForm filled(HttpRequest<?> request, Caller caller, @Nullable SavedAddress address) {
        List<Place> open = Stream.of(
                        address == null ? null : address.place(),
                        places.of(request).orElse(null))
                .filter(Objects::nonNull)
                .toList();
        var choices = new LinkedHashMap<String, String>();
        open.forEach(place -> choices.putIfAbsent(places.written(place), place.name()));
        Optional<Person> person = address == null ? accounts.person(caller.accountId()) : Optional.empty();
        return new AddressForm(
                address,
                choices,
                open.stream().anyMatch(Place::outside),
                open.stream().allMatch(Place::outside),
                address == null ? person.map(Person::name).orElse("") : address.name(),
                address == null
                        ? person.map(Person::phone)
                                .map(phone -> phone.national())
                                .orElse("")
                        : address.phone(),
                UUID.randomUUID().toString());
    }
}

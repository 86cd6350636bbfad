package org.cunlu.accounts.addresses;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.cunlu.accounts.Address;
import org.cunlu.accounts.AddressBook;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;

/** The caller's own address book, to be offered where he orders. */
@Controller("/api/shop/addresses")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class AddressController {
    private final AddressBook book;

    AddressController(AddressBook book) {
        this.book = book;
    }

    /** @param items the usual one first, then the newest @param max how many there may be */
    @Serdeable
    record Addresses(List<AddressBook.Kept> items, int max) {}

    @Get
    Addresses list(@Parameter(hidden = true) Caller caller) {
        return new Addresses(book.of(caller.accountId()), AddressBook.MAX);
    }

    @Get("/{addressId}")
    AddressBook.Kept one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 32) String addressId) {
        return book.find(caller.accountId(), addressId).orElseThrow(ProblemException::notFound);
    }

    /** Keeps another one, the first as the usual one. One that is there already is not kept twice: its id is the answer. */
    @Post
    @Status(HttpStatus.CREATED)
    HttpResponse<OwnAddresses.Added> add(
            @Parameter(hidden = true) Caller caller,
            @Header("Idempotency-Key") String key,
            @Body @Valid Address address) {
        String id = book.add(caller.accountId(), key, address);
        return HttpResponse.created(new OwnAddresses.Added(id), URI.create("/api/shop/addresses/" + id));
    }

    /** Orders that went to the old one still go there. Repeating it changes nothing. */
    @Put("/{addressId}")
    @Status(HttpStatus.NO_CONTENT)
    void change(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 32) String addressId,
            @Body @Valid Address address) {
        book.change(caller.accountId(), addressId, address);
    }

    /** Is offered first from now on. Repeating it changes nothing. */
    @Put("/{addressId}/usual")
    @Status(HttpStatus.NO_CONTENT)
    void makeUsual(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 32) String addressId) {
        book.makeUsual(caller.accountId(), addressId);
    }

    /** Where it was the usual one, the newest of the others is from now on. */
    @Delete("/{addressId}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 32) String addressId) {
        book.remove(caller.accountId(), addressId);
    }
}

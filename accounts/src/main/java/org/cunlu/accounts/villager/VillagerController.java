package org.cunlu.accounts.villager;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.accounts.PersonalData;
import org.cunlu.accounts.villager.VillagerDesk.Opened;
import org.cunlu.accounts.villager.VillagerDesk.Represented;
import org.cunlu.accounts.villager.VillagerDesk.Shown;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** Records of villagers without a phone, kept by the keeper of their station. */
@Controller("/api/station/villagers")
@Secured("STATION_KEEPER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class VillagerController {
    private static final String CODE = "[0-9A-Za-z._-]{1,32}";

    /** Who is guardian of the new villager. @param phone of his account */
    @Serdeable
    record Guardian(
            @NotBlank @Size(max = 30) String phone,
            @NotNull @Valid Agreed agreed) {
        @Override
        public String toString() {
            return "Guardian";
        }
    }

    /**
     * @param stationCode which of the keeper's stations; may be left out by one who has only one
     * @param birthDate by which it is known who consents for him
     * @param consent that he, or under 14 his guardian, agreed to the record
     */
    @Serdeable
    record NewVillager(
            @Nullable @Size(max = 32) String stationCode,
            @NotBlank @Size(max = 60) String name,
            @NotNull @Pattern(regexp = CODE) String villageCode,

            @Nullable @Size(max = 60) @Pattern(regexp = Agreed.SEEN)
            String phoneNote,

            @NotNull LocalDate birthDate,
            @NotNull @Valid Agreed consent,
            @Nullable @Valid Guardian guardian) {
        @Override
        public String toString() {
            return "NewVillager";
        }
    }

    @Serdeable
    record Change(
            @NotBlank @Size(max = 60) String name,
            @NotNull @Pattern(regexp = CODE) String villageCode,

            @Nullable @Size(max = 60) @Pattern(regexp = Agreed.SEEN)
            String phoneNote,

            @NotNull LocalDate birthDate) {
        @Override
        public String toString() {
            return "Change";
        }
    }

    /** @param guardianId his guardian's account when it was he who agreed, as the law asks under 18 */
    @Serdeable
    record Consent(
            @NotBlank @Size(max = 40) String purpose,
            @NotNull @Valid Agreed agreed,
            @Nullable @Size(max = 13) String guardianId) {}

    /** @param phone of the account that shall act  @param from first day, today if none  @param until last day, if any */
    @Serdeable
    record Authority(
            @NotNull Right kind,
            @NotBlank @Size(max = 30) String phone,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @NotNull @Valid Agreed agreed) {
        /** By what right. */
        enum Right {
            REPRESENTATIVE,
            GUARDIAN
        }

        @Override
        public String toString() {
            return "Authority";
        }
    }

    /** @param kept what stays, and why */
    @Serdeable
    record Forgotten(List<PersonalData.Kept> kept) {}

    private final Keeping keeping;
    private final Claiming claiming;
    private final VillagerDesk desk;

    VillagerController(Keeping keeping, Claiming claiming, VillagerDesk desk) {
        this.keeping = keeping;
        this.claiming = claiming;
        this.desk = desk;
    }

    @Post
    @Status(HttpStatus.CREATED)
    Keeping.Begun begin(Caller caller, @Header("Idempotency-Key") String key, @Body @Valid NewVillager villager) {
        return keeping.begin(caller, key, villager);
    }

    /** Masked, in order of id. @param name whole, in any spelling; all when left out */
    @Get
    Page<Shown> list(
            Caller caller,
            @Nullable @QueryValue @Size(max = 60) String name,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        String after = Ids.isId(cursor) ? cursor : "";
        return desk.list(caller, name, after, Page.limit(limit));
    }

    /** In the open; the look is logged. @param why what it is needed for */
    @Get("/{accountId}")
    Opened open(
            Caller caller, @PathVariable @Size(max = 13) String accountId, @QueryValue @Size(max = 200) String why) {
        return desk.open(caller, accountId, why);
    }

    @Put("/{accountId}")
    @Status(HttpStatus.NO_CONTENT)
    void change(Caller caller, @PathVariable @Size(max = 13) String accountId, @Body @Valid Change change) {
        keeping.change(caller, accountId, change);
    }

    /** The villager withdraws his consent to the record. @return what stays and why */
    @Delete("/{accountId}")
    Forgotten forget(Caller caller, @PathVariable @Size(max = 13) String accountId) {
        return new Forgotten(keeping.forget(caller, accountId));
    }

    @Post("/{accountId}/consents")
    @Status(HttpStatus.NO_CONTENT)
    void consent(Caller caller, @PathVariable @Size(max = 13) String accountId, @Body @Valid Consent consent) {
        keeping.consent(caller, accountId, consent);
    }

    @Delete("/{accountId}/consents/{purpose}")
    @Status(HttpStatus.NO_CONTENT)
    void withdraw(
            Caller caller,
            @PathVariable @Size(max = 13) String accountId,
            @PathVariable @Size(max = 40) String purpose) {
        keeping.withdraw(caller, accountId, purpose);
    }

    @Post("/{accountId}/representatives")
    @Status(HttpStatus.CREATED)
    Represented authorise(
            Caller caller, @PathVariable @Size(max = 13) String accountId, @Body @Valid Authority authority) {
        var wish = new Authorising.Wish(
                authority.kind() == Authority.Right.GUARDIAN,
                authority.phone(),
                authority.from(),
                authority.until(),
                authority.agreed());
        return desk.shown(keeping.authorise(caller, accountId, wish));
    }

    /** At once. */
    @Delete("/{accountId}/representatives/{representationId}")
    @Status(HttpStatus.NO_CONTENT)
    void endAuthority(
            Caller caller,
            @PathVariable @Size(max = 13) String accountId,
            @PathVariable @Size(max = 13) String representationId) {
        keeping.endAuthority(caller, accountId, representationId);
    }

    /** To print for a villager who has a phone now; a code made before is void. */
    @Post("/{accountId}/claim-code")
    @Status(HttpStatus.CREATED)
    Claiming.Printed claimCode(Caller caller, @PathVariable @Size(max = 13) String accountId) {
        return claiming.print(caller, accountId);
    }
}

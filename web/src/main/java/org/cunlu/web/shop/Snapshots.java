package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.multipart.CompletedFileUpload;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.PhotoUploads;
import org.cunlu.web.Fields;

/** Photos that a form brings. Those that came with a form that was refused stand in it by their ids, so that nobody takes them twice. */
@Singleton
class Snapshots {
    /** Field of the ids of those that came before, joined by commas. */
    static final String KEPT = "photos";
    /** Inputs of one form. */
    static final int INPUTS = 3;

    private static final String IDS = "[0-9A-Za-z]{1,13}(,[0-9A-Za-z]{1,13}){0,5}";

    private final PhotoUploads uploads;

    Snapshots(PhotoUploads uploads) {
        this.uploads = uploads;
    }

    /** @return the form with the ids of all its photos @throws ProblemException 400 {@code photo-too-large}, and those of pictures */
    Fields kept(String accountId, Map<String, String> posted, List<@Nullable CompletedFileUpload> files) {
        Fields form = Fields.of(posted);
        var ids = new ArrayList<>(ids(form));
        for (CompletedFileUpload file : files) {
            if (file != null && file.getSize() > 0) {
                ids.add(uploads.send(accountId, bytes(file)));
            }
        }
        posted.put(KEPT, String.join(",", ids.stream().distinct().toList()));
        return Fields.of(posted);
    }

    /** @return what {@link #kept} put there; what cannot be ids is none */
    static List<String> ids(Fields form) {
        String joined = form.typed(KEPT);
        return joined.matches(IDS) ? Stream.of(joined.split(",")).toList() : List.of();
    }

    private static byte[] bytes(CompletedFileUpload file) {
        if (file.getSize() > PhotoUploads.FILE_MAX) {
            throw ProblemException.invalid("photo1", "photo-too-large", "照片不能超过 2 MB，请压缩后再传 · A photo is above 2 MB");
        }
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltelnyx.gather.crash;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL of its own on a free port. PostgreSQL refuses to run as root: there the library runs it in a user namespace,
 * and where namespaces are forbidden, as in most containers, {@code setpriv} runs it as nobody.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Path OWN_PROGRAMS = Path.of(
            System.getProperty("java.io.tmpdir"),
            "telnyx-postgres-" + ProcessHandle.current().pid());

    private static final PgBinaryResolver RESOLVER = DefaultPostgresBinaryResolver.INSTANCE::getPgBinary;

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts a server; where that is impossible, the test is skipped and says why. */
    public static PostgresServer start() {
        try {
            try {
                return new PostgresServer(builder().start());
            } catch (IllegalStateException e) {
                if (!"root".equals(System.getProperty("user.name"))) {
                    throw e;
                }
                return startAsNobody();
            }
        } catch (IOException | RuntimeException e) {
            return Assumptions.abort("PostgreSQL cannot be started on this machine: " + e);
        }
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setServerConfig("shared_preload_libraries", "pg_stat_statements");
    }

    private static PostgresServer startAsNobody() throws IOException {
        Files.createDirectories(OWN_PROGRAMS);
        FileUtils.forceDeleteOnExit(OWN_PROGRAMS.toFile());
        // for another resolver, the library unpacks the programs again
        EmbeddedPostgres.Builder builder =
                builder().setOverrideWorkingDirectory(OWN_PROGRAMS.toFile()).setPgBinaryResolver(RESOLVER);
        try {
            return new PostgresServer(builder.start());
        } catch (IllegalStateException notYetAsNobody) {
            runAsNobody();
            return new PostgresServer(builder.start());
        }
    }

    /** Puts a script in the place of each program that the library has unpacked. */
    private static void runAsNobody() throws IOException {
        File[] unpacked = OWN_PROGRAMS.toFile().listFiles((parent, name) -> name.startsWith("PG-"));
        if (unpacked == null || unpacked.length != 1) {
            throw new IOException("there are no programs for this system");
        }
        for (String program : List.of("initdb", "postgres", "pg_ctl")) {
            Path script = unpacked[0].toPath().resolve("bin").resolve(program);
            Path original = script.resolveSibling(program + ".original");
            Files.move(script, original);
            Files.writeString(
                    script,
                    """
                    #!/bin/sh
                    [ "$(id -u)" = 0 ] || exec "%1$s" "$@"
                    for last; do [ "$before" = -D ] && chown -R nobody "$last"; before=$last; done
                    exec setpriv --reuid=nobody --regid=65534 --clear-groups "%1$s" "$@"
                    """
                            .formatted(original));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Creates Camel's table before several nodes want to do it at once. */
    public void createTable() throws Exception {
        try (JdbcMessageIdRepository repository = new JdbcMessageIdRepository(dataSource(), "telnyx")) {
            repository.start();
        }
    }

    public String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    public int port() {
        return postgres.getPort();
    }

    public DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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
package io.github.cameltelnyx.gather;

import java.util.HashSet;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.cameltelnyx.gather.client.VertxTransport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Plain tests, as Surefire runs none of the {@code @ArchTest} rules here and reports success. */
class DependencyTest {
    private static final String ROOT = "io.github.cameltelnyx.gather";
    /** Each of the four makes or returns another, as Camel's interfaces have it. */
    private static final Set<String> CAMEL_LIFECYCLE =
            Set.of("TelnyxGatherComponent", "TelnyxGatherEndpoint", "TelnyxGatherProducer", "TelnyxGatherConsumer");

    private static JavaClasses main;

    @BeforeAll
    static void importClasses() {
        main = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        http        | org.apache.camel.. org.slf4j.. javax.crypto..                      | webhook correlation event
        command     | com.fasterxml.jackson..                                            |
        result      | com.fasterxml.jackson.. com.github.victools.. com.fasterxml.classmate.. |
        correlation | com.fasterxml.jackson.. org.slf4j..                                | event
        webhook     | org.bouncycastle.. org.slf4j..                                     | event
        client      | com.fasterxml.jackson.. org.slf4j.. javax.net.ssl.. io.vertx.. io.netty.. |
        event       | com.fasterxml.jackson..                                            |
        """)
    void aPackageKnowsOnlyItsLibrariesAndThePackagesBelow(String name, String libraries, String packages) {
        Set<String> known = new HashSet<>(Set.of("java..", ROOT + "." + name));
        known.addAll(Set.of(libraries.split(" ")));
        for (String other : packages == null ? new String[0] : packages.split(" ")) {
            known.add(ROOT + "." + other);
        }

        classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(known.toArray(String[]::new))
                .check(main);
    }

    @Test
    void everyPackageHasItsRow() {
        assertThat(main.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrder(
                        ROOT,
                        ROOT + ".http",
                        ROOT + ".command",
                        ROOT + ".result",
                        ROOT + ".correlation",
                        ROOT + ".webhook",
                        ROOT + ".client",
                        ROOT + ".event");
    }

    @Test
    void onlyTheRootAndHttpKnowCamel() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(main);
    }

    /** Its class is loaded where Vert.x is only. */
    @Test
    void onlyTheVertxTransportOfTheClientKnowsVertx() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".client")
                .and(not(belongToAnyOf(VertxTransport.class)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(main);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.github.cameltelnyx.(**)")
                .should()
                .beFreeOfCycles()
                .check(main);
    }

    @Test
    void theClassesOfTheRootAreFreeOfCyclesButForThoseThatCamelTiesTogether() {
        slices().assignedFrom(new RootClasses()).should().beFreeOfCycles().check(main);
    }

    private static final class RootClasses implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            if (!type.getPackageName().equals(ROOT)) {
                return SliceIdentifier.ignore();
            }
            String name = type.getName().substring(ROOT.length() + 1).split("\\$")[0];
            return SliceIdentifier.of(CAMEL_LIFECYCLE.contains(name) ? "Camel's lifecycle" : name);
        }

        @Override
        public String getDescription() {
            return "classes of the root package";
        }
    }
}

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

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Plain tests, as Surefire runs none of the {@code @ArchTest} rules here and reports success. */
class DependencyTest {
    private static final String ROOT = "io.github.cameltelnyx.gather";
    private static JavaClasses main;

    @BeforeAll
    static void importClasses() {
        main = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @Test
    void clientEventAndWebhookDoNotKnowCamel() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".client..", ROOT + ".event..", ROOT + ".webhook..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .allowEmptyShould(true)
                .check(main);
    }

    @Test
    void eventKnowsTheJdkAndJackson() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".event..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.fasterxml.jackson..", ROOT + ".event..")
                .allowEmptyShould(true)
                .check(main);
    }

    @Test
    void webhookKnowsTheJdkEventsAndBouncyCastle() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".webhook..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.bouncycastle..", "org.slf4j..", ROOT + ".event..", ROOT + ".webhook..")
                .allowEmptyShould(true)
                .check(main);
    }

    @Test
    void correlationKnowsTheJdkAndEvents() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".correlation..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.fasterxml.jackson..", ROOT + ".event..", ROOT + ".correlation..")
                .check(main);
    }

    @Test
    void subpackagesDoNotKnowTheComponent() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .allowEmptyShould(true)
                .check(main);
    }
}

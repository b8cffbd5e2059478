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
package io.github.cameltelnyx.simulator;

import java.util.stream.Stream;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

class IndependenceTest {

    private static final String SIMULATOR = "io.github.cameltelnyx.simulator";

    @Test
    void usesNothingOfTheComponentAndNothingOfCamel() {
        DescribedPredicate<JavaClass> component = JavaClass.Predicates.resideInAPackage("io.github.cameltelnyx..")
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(SIMULATOR + "..")));

        check(noClasses()
                .should()
                .dependOnClassesThat(component.or(JavaClass.Predicates.resideInAPackage("org.apache.camel.."))));
    }

    @Test
    void usesJUnitInTheExtensionOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(SIMULATOR + ".junit5")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.opentest4j.."));
    }

    @Test
    void checksRequestsWithoutKnowledgeOfCalls() {
        check(noClasses()
                .that()
                .resideInAPackage(SIMULATOR + ".rules")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SIMULATOR, SIMULATOR + ".control", "io.vertx.."));
    }

    @Test
    void hasNoTypeOfVertxInItsPublicApi() {
        check(noCodeUnits()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(SIMULATOR + ".control")
                .should(nameATypeOf("io.vertx..")));
    }

    private static ArchCondition<JavaCodeUnit> nameATypeOf(String packages) {
        DescribedPredicate<JavaClass> named = JavaClass.Predicates.resideInAPackage(packages);
        return ArchCondition.from(DescribedPredicate.describe("name a type of " + packages, method -> Stream.concat(
                        Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .anyMatch(named)));
    }

    private static void check(ArchRule rule) {
        // names are enough: without this ArchUnit reads Vert.x and Jackson as well
        ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            rule.check(new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(SIMULATOR));
        });
    }
}

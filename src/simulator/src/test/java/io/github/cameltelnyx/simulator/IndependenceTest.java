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

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class IndependenceTest {

    private static final String SIMULATOR = "io.github.cameltelnyx.simulator";

    @Test
    void usesNothingOfTheComponentAndNothingOfCamel() {
        DescribedPredicate<JavaClass> component = JavaClass.Predicates.resideInAPackage("io.github.cameltelnyx..")
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(SIMULATOR + "..")));

        // names are all it takes: without this ArchUnit reads Vert.x and Jackson as well
        ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            noClasses()
                    .should()
                    .dependOnClassesThat(component.or(JavaClass.Predicates.resideInAPackage("org.apache.camel..")))
                    .check(new ClassFileImporter().importPackages(SIMULATOR));
        });
    }
}

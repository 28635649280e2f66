// Fills in an XForm in JavaRosa, the engine inside ODK Collect and KoboCollect:
// java -cp ODK_Validate.jar Evaluate.java FORM.xml FOLDER: every FOLDER/*.in.xml is loaded, computed, and written to *.out.xml.

import java.io.FileReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;

public class Evaluate {
    public static void main(String[] words) throws Exception {
        PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        new XFormsModule().registerModule();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(words[1]), "*.in.xml")) {
            for (Path file : files) {
                var asked = new FileReader(words[0], StandardCharsets.UTF_8);
                var answers = new FileReader(file.toFile(), StandardCharsets.UTF_8);
                FormDef form = new XFormParser(asked, answers).parse();
                form.initialize(false, new InstanceInitializationFactory());
                byte[] computed = new XFormSerializingVisitor().serializeInstance(form.getInstance());
                Files.write(Path.of(file.toString().replace(".in.xml", ".out.xml")), computed);
            }
        }
    }
}

using SpineInference;
using SpineInference.Anatomy;
using SpineInference.Plots;

Diagnosis diagnosis = SpineModel.Default.Patient(age: 54).Present(Leg.Left, Findings.FootDrop).Diagnose();
byte[] png = Charts.DrawCauses(diagnosis).ToPng();
bool isNamed = NotebookHtml.Of(diagnosis).Contains("role=\"img\"", StringComparison.Ordinal);

// The symbols of other people's native libraries stay at home; the libraries come along.
FileInfo[] files = new DirectoryInfo(AppContext.BaseDirectory).GetFiles("*", SearchOption.AllDirectories);
string[] symbols = [.. files.Where(static f => f.Extension == ".pdb" && f.Name.StartsWith("lib", StringComparison.Ordinal)).Select(static f => f.Name)];
Console.WriteLine($"{files.Sum(static f => f.Length) / (1 << 20)} MiB in {files.Length} files; native symbols: {symbols.Length}");
return png.Length > 1000 && isNamed && symbols.Length == 0 ? 0 : 1;

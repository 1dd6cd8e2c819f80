using System.Diagnostics;
using System.Globalization;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Tests;

public sealed class PrecompiledAlgorithmTests
{
    [Fact]
    public void Write_SourceInAProjectWithTheRuntimeAlone_AnswersThere()
    {
        string folder = Directory.CreateTempSubdirectory("precompiled").FullName;
        try
        {
            BayesianNetwork network = Rain();
            GeneratedSource source = PrecompiledAlgorithm.Write(network, folder, "Generated");
            Assert.True(File.Exists(source.Path));
            Assert.Empty(Directory.GetDirectories(folder));
            WriteProject(folder, source);

            Run(folder, "build", "-c", "Release", "-o", "out", "-v", "q");
            string output = Run(Path.Combine(folder, "out"), "Program.dll");

            Assert.True(File.Exists(Path.Combine(folder, "out", "Microsoft.ML.Probabilistic.dll")));
            Assert.False(File.Exists(Path.Combine(folder, "out", "Microsoft.ML.Probabilistic.Compiler.dll")));
            Posteriors expected = ExactEngine.Compile(network).Query(Evidence.None(network).Observe("grass", "wet"));
            string[] lines = output.Trim().Split('\n');
            Assert.Equal(expected["rain"][1], double.Parse(lines[0], CultureInfo.InvariantCulture), 1e-12);
            Assert.Equal(expected.LogEvidence, double.Parse(lines[1], CultureInfo.InvariantCulture), 1e-12);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void FromPrecompiled_TreeTooDeep_Throws()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => InferNetEngine.FromPrecompiled(Rain(), 1, static () => throw new UnreachableException()));

        Assert.Contains("the precompiled algorithm has 1", error.Message, StringComparison.Ordinal);
    }

    private static BayesianNetwork Rain()
    {
        var builder = new BayesianNetworkBuilder("rain");
        Variable rain = builder.AddVariable("rain", "no", "yes");
        builder.SetTable(rain, [], [0.8, 0.2], 10);
        builder.SetTable(builder.AddVariable("grass", "dry", "wet"), [rain], [0.9, 0.1, 0.05, 0.95], 10);
        return builder.Build();
    }

    private static void WriteProject(string folder, GeneratedSource source)
    {
        // Copied, for MSBuild brings along what lies beside a referenced assembly: the compiler too.
        string libraries = Directory.CreateDirectory(Path.Combine(folder, "libraries")).FullName;
        foreach (string library in new[] { "SpineInference.Engine.dll", "SpineInference.Learning.dll", "SpineInference.InferNet.dll" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, library), Path.Combine(libraries, library));
        }

        string version = typeof(Microsoft.ML.Probabilistic.IGeneratedAlgorithm).Assembly.GetName().Version!.ToString(4);
        File.WriteAllText(Path.Combine(folder, "Program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.ML.Probabilistic" Version="{PackageVersion(version)}" />
                <Reference Include="{Path.Combine(libraries, "SpineInference.Engine.dll")}" />
                <Reference Include="{Path.Combine(libraries, "SpineInference.InferNet.dll")}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), $$"""
            using System.Globalization;
            using SpineInference.Engine.Inference;
            using SpineInference.InferNet;
            using SpineInference.Engine.Networks;

            var builder = new BayesianNetworkBuilder("rain");
            Variable rain = builder.AddVariable("rain", "no", "yes");
            builder.SetTable(rain, [], [0.8, 0.2], 10);
            builder.SetTable(builder.AddVariable("grass", "dry", "wet"), [rain], [0.9, 0.1, 0.05, 0.95], 10);
            BayesianNetwork network = builder.Build();
            InferNetEngine engine = InferNetEngine.FromPrecompiled(network, {{source.Depth}}, () => new {{source.ClassName}}());
            Posteriors posteriors = engine.Query(Evidence.None(network).Observe("grass", "wet"));
            Console.WriteLine(posteriors["rain"][1].ToString("R", CultureInfo.InvariantCulture));
            Console.WriteLine(posteriors.LogEvidence.ToString("R", CultureInfo.InvariantCulture));
            """);
    }

    // The package's version has three parts where the assembly's has four: the last is 0.
    private static string PackageVersion(string assemblyVersion) => assemblyVersion.EndsWith(".0", StringComparison.Ordinal)
        ? assemblyVersion[..^2]
        : assemblyVersion;

    private static string Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The build must not take the switches of the build that runs this test, apart from where packages come from.
        foreach (string name in start.Environment.Keys.Where(static n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.Result);
        return output;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.DependencyInjection.Tests;

public sealed class RegistrationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spine-di");

    [Fact]
    public void AddSpineInference_WithNoOptions_GivesTheShippedModelOnce()
    {
        using ServiceProvider services = new ServiceCollection().AddSpineInference().BuildServiceProvider(Strict);
        ISpineDiagnostician diagnostician = services.GetRequiredService<ISpineDiagnostician>();
        Assert.Same(SpineModel.Default, services.GetRequiredService<SpineModel>());
        Assert.Same(SpineModel.Default, diagnostician.Model);
        Assert.Same(diagnostician, services.GetRequiredService<ISpineDiagnostician>());
    }

    [Fact]
    public void Diagnose_OfAPatient_IsWhatTheModelSays()
    {
        using ServiceProvider services = new ServiceCollection().AddSpineInference().BuildServiceProvider(Strict);
        Patient patient = TestPatients.WithFootDrop(SpineModel.Default);
        Diagnosis diagnosis = services.GetRequiredService<ISpineDiagnostician>().Diagnose(patient);
        Assert.Equal(patient.Diagnose().RootLevel[NerveRoot.L5], diagnosis.RootLevel[NerveRoot.L5]);
    }

    [Fact]
    public void Diagnose_OfAnotherModelsPatient_IsRefused()
    {
        using ServiceProvider services = new ServiceCollection().AddSpineInference().BuildServiceProvider(Strict);
        Patient stranger = TestPatients.WithFootDrop(SpineModel.FromNetwork(SpineModel.Default.Network));
        Assert.Throws<ArgumentException>(() => services.GetRequiredService<ISpineDiagnostician>().Diagnose(stranger));
    }

    [Fact]
    public void AddSpineInference_Twice_ConfiguresFurtherAndRegistersOnce()
    {
        IServiceCollection collection = new ServiceCollection()
            .AddSpineInference(static o => o.ExpectedModelHash = "no hash")
            .AddSpineInference(static o => o.ExpectedModelHash = SpineModel.Default.Hash);
        using ServiceProvider services = collection.BuildServiceProvider(Strict);
        Assert.Single(services.GetServices<ISpineDiagnostician>());
        Assert.Single(services.GetServices<IHostedService>());
        Assert.Same(SpineModel.Default, services.GetRequiredService<SpineModel>());
    }

    [Fact]
    public void AddSpineInference_WithAModelRegisteredBefore_KeepsIt()
    {
        SpineModel own = SpineModel.FromNetwork(SpineModel.Default.Network);
        using ServiceProvider services = new ServiceCollection().AddSingleton(own).AddSpineInference().BuildServiceProvider(Strict);
        Assert.Same(own, services.GetRequiredService<ISpineDiagnostician>().Model);
    }

    [Fact]
    public void AddSpineInference_WithAFileAndAName_GivesThatModelByKey()
    {
        string path = RefittedModel();
        using ServiceProvider services = new ServiceCollection()
            .AddSpineInference()
            .AddSpineInference("clinic", o => o.ModelPath = path)
            .BuildServiceProvider(Strict);
        SpineModel clinic = services.GetRequiredKeyedService<SpineModel>("clinic");
        Assert.Same(clinic, services.GetRequiredKeyedService<ISpineDiagnostician>("clinic").Model);
        Assert.Same(SpineModel.Default, services.GetRequiredService<ISpineDiagnostician>().Model);
        Assert.NotEqual(SpineModel.Default.Hash, clinic.Hash);
        Assert.Equal(SpineModel.Load(path).Hash, clinic.Hash);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void AddSpineInference_WithABlankName_Throws(string name) =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddSpineInference(name, static _ => { }));

    [Fact]
    public void Options_WithSeveralFaults_NameThemAll()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddSpineInference(static o =>
            {
                o.ModelPath = "no-such-model.json";
                o.ExpectedModelHash = "4E38";
            })
            .BuildServiceProvider(Strict);
        OptionsValidationException refusal = Assert.Throws<OptionsValidationException>(services.GetRequiredService<SpineModel>);
        Assert.Collection(
            refusal.Failures,
            static f => Assert.Contains("no file 'no-such-model.json'", f, StringComparison.Ordinal),
            static f => Assert.Contains("'4E38' is no hash", f, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("  ", "blank")]
    [InlineData(".", "a folder")]
    public void Options_WithAPathThatIsNoFile_SayWhy(string path, string reason)
    {
        using ServiceProvider services = new ServiceCollection().AddSpineInference(o => o.ModelPath = path).BuildServiceProvider(Strict);
        Assert.Contains(reason, Assert.Throws<OptionsValidationException>(services.GetRequiredService<SpineModel>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_ExpectingAnotherModel_AreRefusedWithBothHashes()
    {
        string expected = new('0', 64);
        using ServiceProvider services = new ServiceCollection()
            .AddSpineInference(o => o.ExpectedModelHash = expected)
            .BuildServiceProvider(Strict);
        string message = Assert.Throws<OptionsValidationException>(services.GetRequiredService<SpineModel>).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains(SpineModel.Default.Hash, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_WithFaultyOptions_DoesNotStart()
    {
        using IHost host = HostWith(static o => o.ModelPath = "no-such-model.json");
        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    [Fact]
    public async Task Host_WithAFaultyModelFile_DoesNotStart_UnlessWarmUpIsOff()
    {
        string path = Path.Combine(_folder.FullName, "faulty.json");
        await File.WriteAllTextAsync(path, "{}");
        using IHost host = HostWith(o => o.ModelPath = path);
        await Assert.ThrowsAsync<NetworkFormatException>(() => host.StartAsync());
        using IHost lenient = HostWith(o => (o.ModelPath, o.WarmUpAtStart) = (path, false));
        await lenient.StartAsync();
        Assert.Throws<NetworkFormatException>(lenient.Services.GetRequiredService<ISpineDiagnostician>);
        await lenient.StopAsync();
    }

    [Fact]
    public async Task Host_Started_HasMadeWhatIntervalsNeed_UnlessToldNot()
    {
        string path = Path.Combine(_folder.FullName, "model.json");
        new JsonModel(SpineModel.Default.Network).Write(path);
        foreach (bool isMade in (bool[])[true, false])
        {
            using IHost host = HostWith(o => (o.ModelPath, o.WarmUpIntervals) = (path, isMade));
            await host.StartAsync();
            SpineModel model = host.Services.GetRequiredService<SpineModel>();

            // What was made is given; what was not is made now.
            long before = GC.GetAllocatedBytesForCurrentThread();
            ModelUncertainty.For(model);
            Assert.Equal(isMade, GC.GetAllocatedBytesForCurrentThread() - before < 10_000);
            await host.StopAsync();
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ServiceProviderOptions Strict => new() { ValidateOnBuild = true, ValidateScopes = true };

    private static IHost HostWith(Action<SpineInferenceOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSpineInference(configure);
        return builder.Build();
    }

    private string RefittedModel()
    {
        BayesianNetwork network = SpineModel.Default.Network;
        ProbabilityRow row = network.Rows.First(static r => r.Length == 2 && r.Probabilities[0] is > 0.2 and < 0.8);
        double[] parameters = network.Parameters.ToArray();
        parameters[row.ParameterOffset] = 0.5;
        parameters[row.ParameterOffset + 1] = 0.5;
        string path = Path.Combine(_folder.FullName, "clinic.json");
        new JsonModel(network.WithParameters(parameters)).Write(path);
        return path;
    }
}

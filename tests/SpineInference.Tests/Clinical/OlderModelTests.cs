using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tests.Clinical;

/// <summary>What becomes of a fitted model whose library or network has moved on.</summary>
public sealed class OlderModelTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("older-model");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Load_OfANetworkWithOtherVariables_IsRefused_AndNamesTheReason()
    {
        var builder = new BayesianNetworkBuilder("an older edition");
        builder.SetTable(builder.AddVariable("cause", "prolapsed-disc", "other"), [], [0.4, 0.6], 10);
        string path = PathOf("older.json");
        new FittedModel(builder.Build()).Save(path);
        string message = Assert.Throws<ArgumentException>(() => SpineModel.Load(path)).Message;
        Assert.Contains("'an older edition'", message, StringComparison.Ordinal);
        Assert.Contains("another version", message, StringComparison.Ordinal);
        Assert.Equal("an older edition", JsonModel.Read(path).Network.Name);
    }

    [Fact]
    public void Load_OfAFileOfALaterVersion_IsRefused_WithItsPlace()
    {
        string path = PathOf("later.json");
        new FittedModel(ShippedKnowledge.Network.Network).Save(path);
        string text = File.ReadAllText(path);
        int at = text.IndexOf("\"version\"", StringComparison.Ordinal);
        int digit = text.IndexOf('1', at);
        File.WriteAllText(path, string.Concat(text.AsSpan(0, digit), "2", text.AsSpan(digit + 1)));
        string message = Assert.Throws<NetworkFormatException>(() => SpineModel.Load(path)).Message;
        Assert.Contains("this library reads version 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfTheSameVariablesWithOtherNumbers_IsTaken_AndItsHashTells()
    {
        BayesianNetwork shipped = ShippedKnowledge.Network.Network;
        double[] parameters = [.. shipped.Parameters];
        ProbabilityRow row = shipped.Rows.First(static r => !r.IsDefinition && r.Probabilities.All(static p => p > 0));
        for (int i = 0; i < row.Length; i++)
        {
            parameters[row.ParameterOffset + i] = 1.0 / row.Length;
        }

        string path = PathOf("moved.json");
        new FittedModel(shipped.WithParameters(parameters)).Save(path);
        SpineModel model = SpineModel.Load(path);
        Assert.NotEqual(SpineModel.Default.Hash, model.Hash);
        Assert.Equal(model.Hash, SpineModel.Load(path).Hash);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}

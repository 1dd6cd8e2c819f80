using System.Collections.Concurrent;
using Microsoft.ML.Probabilistic;
using Microsoft.ML.Probabilistic.Algorithms;
using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Factors;
using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using Range = Microsoft.ML.Probabilistic.Models.Range;

namespace SpineInference.InferNet.Clusters;

/// <summary>The Infer.NET model of a cluster tree, and the algorithms compiled from it.</summary>
/// <remarks>
/// <para>The model is the same for every network: an array of discrete variables for each level of the tree, each drawn from a row of a
/// matrix that its parent in the level above selects. Sizes, parents, matrices and likelihoods are observed, so one compiled algorithm
/// serves every network of that many levels, every parameter vector and every patient; a tree with fewer levels leaves the last ones
/// empty. Expectation propagation is exact on it in one iteration, for the factor graph is a tree.</para>
/// <para>Each compilation loads an assembly that is never unloaded; there are at most as many as <see cref="Depths"/> has entries.</para>
/// </remarks>
internal static class ClusterAlgorithm
{
    /// <summary>The numbers of levels that algorithms are compiled for.</summary>
    public static readonly int[] Depths = [8, 12, 16, 24, 32, 48, 64];

    private static readonly ConcurrentDictionary<int, Lazy<Type>> _compiled = new();

    /// <summary>The depth of the algorithm that a tree needs.</summary>
    /// <param name="levels">Levels of the tree, the root's included.</param>
    /// <exception cref="NotSupportedException">The tree is deeper than the deepest algorithm.</exception>
    public static int DepthFor(int levels)
    {
        int found = Array.FindIndex(Depths, d => d >= levels);
        return found >= 0
            ? Depths[found]
            : throw new NotSupportedException($"The cluster tree has {levels} levels; at most {Depths[^1]} are supported.");
    }

    /// <summary>Makes an instance of the algorithm for a depth, compiling it on first use (seconds).</summary>
    /// <param name="depth">One of <see cref="Depths"/>.</param>
    public static IGeneratedAlgorithm Create(int depth) => (IGeneratedAlgorithm)Activator.CreateInstance(
        _compiled.GetOrAdd(depth, static d => new Lazy<Type>(() => Compile(d, static _ => { }))).Value)!;

    /// <summary>Compiles the algorithm for a depth.</summary>
    /// <param name="depth">The number of levels.</param>
    /// <param name="configure">Changes to the engine that compiles.</param>
    /// <returns>The generated class.</returns>
    public static Type Compile(int depth, Action<InferenceEngine> configure)
    {
        VariableArray<int>[] nodes = DefineModel(depth);
        InferenceEngine engine = QuietEngine.Create(new ExpectationPropagation());
        engine.NumberOfIterations = 1;
        engine.ModelName = $"ClusterTree{depth}";
        configure(engine);
        return engine.GetCompiledInferenceAlgorithm([.. nodes]).GetType();
    }

    /// <summary>The name of an array of the model.</summary>
    /// <param name="name">Its role.</param>
    /// <param name="level">Its level.</param>
    public static string NameOf(string name, int level) => string.Create(null, $"{name}{level}");

    private static VariableArray<int>[] DefineModel(int depth)
    {
        var nodes = new VariableArray<int>[depth];
        for (int d = 0; d < depth; d++)
        {
            Range node = new Range(Variable.Observed(1).Named(NameOf("count", d))).Named(NameOf("node", d));
            VariableArray<int> sizes = Variable.Observed<int>([2], node).Named(NameOf("size", d));
            Range state = new Range(sizes[node]).Named(NameOf("state", d));
            VariableArray<int> current = Variable.Array<int>(node).Named(NameOf("state_of_node", d));
            current.SetValueRange(state);
            if (d == 0)
            {
                VariableArray<Vector> prior = Variable.Observed<Vector>([Vector.FromArray(0.5, 0.5)], node).Named("prior");
                using (Variable.ForEach(node))
                {
                    current[node] = Variable.Discrete(state, prior[node]);
                }
            }
            else
            {
                VariableArray<int> parent = Variable.Observed<int>([0], node).Named(NameOf("parent", d));
                VariableArray<Matrix> link = Variable.Observed<Matrix>([Matrix.FromArray(new double[2, 2])], node).Named(NameOf("link", d));
                VariableArray<int> selector = Variable.GetItems(nodes[d - 1], parent).Named(NameOf("selector", d));
                using (Variable.ForEach(node))
                {
                    current[node] = Variable<int>.Factor<int, Matrix>(Factor.Discrete, selector[node], link[node]);
                    current[node].SetValueRange(state);
                }
            }

            VariableArray<Discrete> likelihood = Variable.Observed<Discrete>([Discrete.Uniform(2)], node).Named(NameOf("likelihood", d));
            using (Variable.ForEach(node))
            {
                Variable.ConstrainEqualRandom<int, Discrete>(current[node], likelihood[node]);
            }

            nodes[d] = current;
        }

        return nodes;
    }
}

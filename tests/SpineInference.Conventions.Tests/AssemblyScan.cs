using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference.Conventions.Tests;

/// <summary>What a built assembly refers to, read from its metadata and its code rather than from its source text: signatures, base
/// types, attributes, locals, and every token in every method's body.</summary>
internal sealed class AssemblyScan
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    private AssemblyScan(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        Methods = [.. _metadata.MethodDefinitions.Select(Scan)];
    }

    /// <summary>The assemblies of the library: engine, learning, knowledge, and the clinical one.</summary>
    public static ImmutableArray<Assembly> OfTheLibrary { get; } =
        [typeof(BayesianNetwork).Assembly, typeof(Fit).Assembly, typeof(KnowledgeBase).Assembly, typeof(SpineModel).Assembly];

    /// <summary>The engine.</summary>
    public static AssemblyScan Engine { get; } = Open(typeof(BayesianNetwork).Assembly);

    /// <summary>The clinical assembly.</summary>
    public static AssemblyScan Clinical { get; } = Open(typeof(SpineModel).Assembly);

    /// <summary>All of them.</summary>
    public static ImmutableArray<AssemblyScan> Library { get; } = [.. OfTheLibrary.Select(Open)];

    /// <summary>These tests, and what they share with the others.</summary>
    public static AssemblyScan Own { get; } = Open(typeof(AssemblyScan).Assembly);

    /// <summary>The tests of every package: each stands beside this assembly's folder, in a folder of its own name.</summary>
    public static ImmutableArray<AssemblyScan> Tests { get; } = [.. TestAssemblies().Select(static path => new AssemblyScan(new PEReader(File.OpenRead(path))))];

    /// <summary>Every method, with what its body refers to.</summary>
    public ImmutableArray<ScannedMethod> Methods { get; }

    /// <summary>The names of the assemblies it refers to.</summary>
    public IEnumerable<string> ReferencedAssemblies =>
        _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name));

    /// <summary>The full names of all types, nested ones as Outer+Inner, with the full names of the types of this assembly each mentions.</summary>
    public IEnumerable<(string Type, ImmutableHashSet<string> Mentions)> Types()
    {
        ILookup<string, ScannedMethod> methodsOf = Methods.ToLookup(static method => method.DeclaringType);
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
        {
            TypeDefinition type = _metadata.GetTypeDefinition(handle);
            var mentions = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
            var names = new TypeNames(_metadata, mentions);
            names.Add(type.BaseType);
            foreach (InterfaceImplementationHandle implementation in type.GetInterfaceImplementations())
            {
                names.Add(_metadata.GetInterfaceImplementation(implementation).Interface);
            }

            foreach (GenericParameterHandle parameter in type.GetGenericParameters())
            {
                foreach (GenericParameterConstraintHandle constraint in _metadata.GetGenericParameter(parameter).GetConstraints())
                {
                    names.Add(_metadata.GetGenericParameterConstraint(constraint).Type);
                }
            }

            foreach (FieldDefinitionHandle field in type.GetFields())
            {
                _metadata.GetFieldDefinition(field).DecodeSignature(names, null);
            }

            foreach (CustomAttributeHandle attribute in type.GetCustomAttributes())
            {
                names.Add(_metadata.GetCustomAttribute(attribute).Constructor);
            }

            string name = TypeNames.FullName(_metadata, handle);
            foreach (ScannedMethod method in methodsOf[name])
            {
                mentions.UnionWith(method.Mentions);
            }

            yield return (name, mentions.ToImmutable());
        }
    }

    private static IEnumerable<string> TestAssemblies()
    {
        string own = typeof(AssemblyScan).Assembly.GetName().Name!;
        foreach (string folder in Directory.GetDirectories(Path.Combine(Repository.Root!, "tests"), "SpineInference*").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(folder);
            string path = Path.Combine(AppContext.BaseDirectory.Replace(own, name, StringComparison.Ordinal), name + ".dll");
            if (File.Exists(path))
            {
                yield return path;
            }
        }
    }

    private static AssemblyScan Open(Assembly assembly) => new(new PEReader(File.OpenRead(assembly.Location)));

    private ScannedMethod Scan(MethodDefinitionHandle handle)
    {
        MethodDefinition method = _metadata.GetMethodDefinition(handle);
        var mentions = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var names = new TypeNames(_metadata, mentions);
        MethodSignature<string> signature = method.DecodeSignature(names, null);
        ImmutableArray<string>.Builder calls = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>();
        int length = 0;
        if (method.RelativeVirtualAddress != 0)
        {
            MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil)
            {
                _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(names, null);
            }

            foreach (ExceptionRegion region in body.ExceptionRegions)
            {
                names.Add(region.CatchType);
            }

            byte[] code = body.GetILBytes() ?? [];
            length = code.Length;
            foreach (int token in IlTokens.In(code))
            {
                if (MetadataTokens.Handle(token) is { Kind: HandleKind.UserString } text)
                {
                    texts.Add(_metadata.GetUserString((UserStringHandle)text));
                }
                else
                {
                    calls.AddRange(names.Add((EntityHandle)MetadataTokens.Handle(token)));
                }
            }
        }

        return new ScannedMethod(
            TypeNames.FullName(_metadata, method.GetDeclaringType()),
            _metadata.GetString(method.Name),
            signature.ReturnType,
            length,
            [.. method.GetCustomAttributes().SelectMany(attribute => names.Add(_metadata.GetCustomAttribute(attribute).Constructor))],
            calls.ToImmutable(),
            texts.ToImmutable(),
            mentions.ToImmutable());
    }
}

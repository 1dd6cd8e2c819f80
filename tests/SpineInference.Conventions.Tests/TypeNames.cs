using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace SpineInference.Conventions.Tests;

/// <summary>Turns metadata handles and signatures into names, and collects on the way every type of the assembly itself.</summary>
internal sealed class TypeNames(MetadataReader metadata, ImmutableHashSet<string>.Builder own) : ISignatureTypeProvider<string, object?>
{
    /// <summary>Full name of a type of the assembly, nested ones as Outer+Inner.</summary>
    public static string FullName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        string name = metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? $"{FullName(metadata, outer)}+{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    /// <summary>Collects what a handle of a type or member mentions.</summary>
    /// <returns>The members and types referred to, as Type::Member and Type::.</returns>
    public List<string> Add(EntityHandle handle)
    {
        var uses = new List<string>();
        if (handle.IsNil)
        {
            return uses;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                uses.Add($"{GetTypeFromDefinition(metadata, (TypeDefinitionHandle)handle, 0)}::");
                break;
            case HandleKind.TypeReference:
                uses.Add($"{GetTypeFromReference(metadata, (TypeReferenceHandle)handle, 0)}::");
                break;
            case HandleKind.TypeSpecification:
                uses.Add($"{GetTypeFromSpecification(metadata, null, (TypeSpecificationHandle)handle, 0)}::");
                break;
            case HandleKind.MethodDefinition:
                MethodDefinition method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                method.DecodeSignature(this, null);
                uses.Add($"{GetTypeFromDefinition(metadata, method.GetDeclaringType(), 0)}::{metadata.GetString(method.Name)}");
                break;
            case HandleKind.FieldDefinition:
                FieldDefinition field = metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                field.DecodeSignature(this, null);
                uses.Add($"{GetTypeFromDefinition(metadata, field.GetDeclaringType(), 0)}::{metadata.GetString(field.Name)}");
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification specification = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                specification.DecodeSignature(this, null);
                uses.AddRange(Add(specification.Method));
                break;
            case HandleKind.MemberReference:
                MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                if (member.GetKind() == MemberReferenceKind.Method)
                {
                    member.DecodeMethodSignature(this, null);
                }
                else
                {
                    member.DecodeFieldSignature(this, null);
                }

                string name = metadata.GetString(member.Name);
                uses.AddRange(Add(member.Parent).Select(parent => parent.EndsWith("::", StringComparison.Ordinal) ? parent + name : parent));
                break;
        }

        return uses;
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        string name = FullName(reader, handle);
        own.Add(name);
        return name;
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0)}+{name}"
            : $"{reader.GetString(type.Namespace)}.{name}";
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    // Generic instances go by the name of their definition; the arguments have been collected by the time this is called.
    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

    public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[]";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetByReferenceType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "function pointer";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();
}

# Every example that a page shows as PowerShell runs, page by page, on the emulator. (Blocks of "pwsh" need an account.)
BeforeDiscovery {
    $root = Resolve-Path "$PSScriptRoot/../.."
    $pages = @(Get-Item "$root/README.md") + @(Get-ChildItem "$root/docs" -Recurse -Filter *.md) | ForEach-Object {
        $number = 0
        $blocks = [regex]::Matches([IO.File]::ReadAllText($_.FullName), '(?ms)^```powershell\r?\n(.*?)^```') |
            ForEach-Object { @{ Number = ++$number; Script = $_.Groups[1].Value } }
        if ($blocks) { @{ Page = $_.FullName.Substring($root.Path.Length + 1); Blocks = @($blocks) } }
    }
}

Describe 'The examples of <Page>' -ForEach $pages {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$env:FLUENCEVM_MODULE'; Connect-Fluence -Emulator").Invoke()
    }

    It 'run, block <Number>' -ForEach $Blocks {
        $shell.Commands.Clear()
        $shell.Streams.ClearStreams()
        $withoutImport = $Script -replace '(?m)^Import-Module .*$'
        $null = $shell.AddScript("`$ErrorActionPreference = 'Stop'`n$withoutImport").Invoke()
        $shell.Streams.Error | Should -BeNullOrEmpty
    }

    AfterAll { $shell.Dispose() }
}

BeforeAll {
    . $PSScriptRoot/Setup.ps1
    . $PSScriptRoot/Secrets.ps1

    # What a change asks in a session of its own, where the answer is no.
    function Get-Question([string] $Script) {
        $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("Import-Module '$env:FLUENCEVM_MODULE'; $Script"))
        ('n' | & $Program @ProgramStart -NoProfile -OutputFormat Text -EncodedCommand $encoded | Out-String) -replace '\s+', ' '
    }
}

Describe 'A registered account' {
    BeforeEach {
        Install-TestVault
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $emulator = Start-VmEmulator
        $TestVaults.Main['fluence-prod'] = $emulator.ApiKey
        $TestVaults.Other['fluence-prod'] = 'another-key-that-is-not-real'
        $env:FLUENCE_API_KEY_TEST = $emulator.ApiKey
        Register-FluenceAccount prod fluence-prod -Vault Main -Endpoint $emulator.Uri
        Register-FluenceAccount test -KeyVariable FLUENCE_API_KEY_TEST -Endpoint $emulator.Uri -ApiVersion MarketV3
    }

    AfterEach {
        Disconnect-Fluence
        Stop-VmEmulator $emulator
        Uninstall-TestVault
        Remove-Item Env:FLUENCE_API_KEY_TEST, Env:FLUENCE_ACCOUNT, Env:FLUENCE_API_KEY -ErrorAction Ignore
    }

    It 'connects with the key of its secret, and the context says which it is' {
        $context = Connect-Fluence -Account prod -ApiVersion Auto
        $context.Account, $context.Endpoint | Should -Be 'prod', $emulator.Uri
        "$context" | Should -BeLike 'prod at *'
        $context | Out-String | Should -Match 'prod'
        (Get-FluenceContext).Account | Should -Be prod
        Get-FluenceVm | Should -Not -BeNullOrEmpty
        Get-HomeText | Should -Not -Match ([regex]::Escape($emulator.ApiKey))
    }

    It 'takes the key from the vault that was named' {
        Register-FluenceAccount other fluence-prod -Vault Other -Endpoint $emulator.Uri
        { Connect-Fluence -Account other -ApiVersion Auto } | Should -Throw -ErrorId 'NotAuthenticated,*'
    }

    It 'takes a secret that is a <Kind>' -ForEach @(
        @{ Kind = 'text'; Make = { param($key) $key } }
        @{ Kind = 'SecureString'; Make = { param($key) ConvertTo-SecureString $key -AsPlainText -Force } }
        @{ Kind = 'PSCredential'; Make = {
            param($key) [pscredential]::new('me', (ConvertTo-SecureString $key -AsPlainText -Force))
        } }
    ) {
        $TestVaults.Main['fluence-prod'] = & $Make $emulator.ApiKey
        (Connect-Fluence -Account prod).Account | Should -Be prod
    }

    It 'refuses a secret that is not a text' {
        $TestVaults.Main['fluence-prod'] = @{ Key = $emulator.ApiKey }
        { Connect-Fluence -Account prod } | Should -Throw -ErrorId 'AccountSecretIsNoKey,*'
    }

    It 'connects with the key of its variable, in its own generation' {
        (Connect-Fluence -Account test -ApiVersion Auto).ApiVersion | Should -Be 'MarketV3'
        (Connect-Fluence -Account test -ApiVersion Cloud).ApiVersion | Should -Be 'Cloud'
    }

    It 'says what is missing of the key' {
        $TestVaults.Main.Remove('fluence-prod')
        { Connect-Fluence -Account prod } |
            Should -Throw -ErrorId 'AccountKeyUnreadable,*' -ExpectedMessage "*'prod'*'fluence-prod'*not found*"
        $env:FLUENCE_API_KEY_TEST = ''
        { Connect-Fluence -Account test } | Should -Throw -ErrorId 'AccountVariableEmpty,*' -ExpectedMessage '*FLUENCE_API_KEY_TEST*'
        { Connect-Fluence -Account prud } | Should -Throw -ErrorId 'AccountNotFound,*' -ExpectedMessage '*prod, test*'
        Get-FluenceContext | Should -BeNullOrEmpty
    }

    It 'is checked by Test-FluenceConnection' {
        (Test-FluenceConnection -Account prod | Where-Object Check -EQ Key).Passed | Should -BeTrue
        (Test-FluenceConnection -Account prud).Passed | Should -BeFalse
    }

    It 'is completed by its name' {
        (TabExpansion2 'Connect-Fluence -Account p' 26).CompletionMatches.CompletionText | Should -Be prod
    }

    It 'is picked by FLUENCE_ACCOUNT, before a key in the environment, and a cmdlet needs no call to connect' {
        $env:FLUENCE_ACCOUNT = 'prod'
        $env:FLUENCE_API_KEY = 'another-key-that-is-not-real'
        Get-FluenceVm | Should -Not -BeNullOrEmpty
        (Get-FluenceContext).Account | Should -Be prod
        $reads = $TestVault.Reads
        $null = Get-FluenceVm
        $TestVault.Reads | Should -Be $reads
        $env:FLUENCE_ACCOUNT = 'test'
        (Get-FluenceVm | Select-Object -First 1).ApiVersion | Should -Be MarketV3
        (Get-FluenceContext).Account | Should -Be test
        Disconnect-Fluence
        (Connect-Fluence).Account | Should -Be test
    }

    It 'is not taken where a key or an address is said' {
        $env:FLUENCE_ACCOUNT = 'nobody'
        (Connect-Fluence -ApiKey $emulator.ApiKey -Endpoint $emulator.Uri).Account | Should -BeNullOrEmpty
        Disconnect-Fluence
        { Get-FluenceVm } | Should -Throw -ErrorId 'AccountNotFound,*'
    }

    It 'is not fetched from a vault by the tab key' {
        $env:FLUENCE_ACCOUNT = 'prod'
        $null = TabExpansion2 'Get-FluenceVm -Name w' 21
        $TestVault.Reads | Should -Be 0
    }

    It 'is named by the questions before a change' {
        $env:FLUENCE_API_KEY = $emulator.ApiKey
        $connect = "Connect-Fluence -Account test -ApiVersion $Generation"
        Get-Question "`$null = $connect; Remove-FluenceVm web-1" | Should -BeLike "*web-1*(Account: test (http://127.0.0.1:*"
        Get-Question "`$null = Connect-Fluence -Endpoint $($emulator.Uri) -ApiVersion $Generation; Remove-FluenceVm web-1" |
            Should -BeLike '*web-1*(Account: http://127.0.0.1:*with the key ...*'
        Get-Question "`$null = Connect-Fluence -Emulator -ApiVersion $Generation; Remove-FluenceVm web-1" |
            Should -BeLike '*web-1*(Account: an emulator, which costs nothing)*'
        Get-Question '$null = Connect-Cudos -Emulator; Remove-Machine web-1' | Should -BeLike '*web-1*(Account: cudos1*'
    }

    It 'is kept in a vault of the real module' {
        # The stand-in has the same name, so this is another process; it needs the module and a vault that asks nothing.
        $modules = $ModulePath -split [IO.Path]::PathSeparator | ForEach-Object { Join-Path $_ Microsoft.PowerShell.SecretStore }
        if (-not ($modules | Where-Object { Test-Path $_ })) {
            Set-ItResult -Skipped -Because 'Microsoft.PowerShell.SecretStore is not installed'
            return
        }
        $env:PSModulePath = $ModulePath
        Invoke-FreshShell @"
Set-SecretStoreConfiguration -Authentication None -Interaction None -Confirm:`$false
Register-SecretVault fluence-test -ModuleName Microsoft.PowerShell.SecretStore
Set-Secret fluence-real '$($emulator.ApiKey)' -Vault fluence-test
Register-FluenceAccount real fluence-real -Vault fluence-test -Endpoint $($emulator.Uri)
(Connect-Fluence -Account real).Account
Remove-Secret fluence-real -Vault fluence-test
Unregister-SecretVault fluence-test
"@ | Should -Match 'real'
    }
}

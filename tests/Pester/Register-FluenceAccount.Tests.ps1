BeforeAll {
    . $PSScriptRoot/Setup.ps1
    . $PSScriptRoot/Secrets.ps1
}

Describe 'Register-FluenceAccount' {
    BeforeEach {
        Install-TestVault
        $TestVaults.Main['fluence-prod'] = $Canary
        $env:FLUENCE_API_KEY_TEST = $Canary
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
    }

    AfterEach {
        Uninstall-TestVault
        Remove-Item Env:FLUENCE_API_KEY_TEST -ErrorAction Ignore
    }

    It 'keeps the name of a secret, and neither reads nor writes the key' {
        Register-FluenceAccount prod fluence-prod -Vault Main | Should -BeNullOrEmpty
        $account = Get-FluenceAccount prod
        $account.SecretName, $account.Vault, $account.KeyVariable | Should -Be 'fluence-prod', 'Main', $null
        $account.Endpoint, $account.ApiVersion | Should -Be 'https://api.fluence.dev/', 'Auto'
        $TestVault.Reads | Should -Be 0
        Get-HomeText | Should -Match 'fluence-prod'
        Get-HomeText | Should -Not -Match ([regex]::Escape($Canary))
    }

    It 'keeps the name of a variable, an address and a generation' {
        $said = @{ KeyVariable = 'FLUENCE_API_KEY_TEST'; Endpoint = 'https://stage.example.com'; ApiVersion = 'Cloud' }
        $account = Register-FluenceAccount test @said -PassThru
        $account.Name, $account.KeyVariable, $account.ApiVersion | Should -Be 'test', 'FLUENCE_API_KEY_TEST', 'Cloud'
        (Get-FluenceAccount).Endpoint | Should -Be 'https://stage.example.com/'
        Get-HomeText | Should -Not -Match ([regex]::Escape($Canary))
    }

    It 'refuses a key that stands in the place of its name, and neither repeats nor writes it' -ForEach @(
        @{ With = @{ SecretName = 'canary0000thisisnorealkey9f3b' }; Id = 'AccountSecretUnknown' }
        @{ With = @{ KeyVariable = 'canary0000thisisnorealkey9f3b' }; Id = 'AccountVariableUnknown' }
        @{ With = @{ KeyVariable = 'canary-0000-this-is-no-real-key-9f3b'; Force = $true }; Id = 'AccountVariableUnknown' }
    ) {
        { Register-FluenceAccount prod @With } | Should -Throw -ErrorId "$Id,*"
        "$($Error[0])$($Error[0] | Format-List * -Force | Out-String)" -replace 'PositionMessage.*|.*Register-FluenceAccount.*' |
            Should -Not -Match 'canary'
        Get-HomeText | Should -Not -Match canary
    }

    It 'refuses an address that a key must not be sent to' {
        { Register-FluenceAccount prod fluence-prod -Endpoint http://api.example.com } | Should -Throw -ErrorId 'EndpointInClearText,*'
        Get-FluenceAccount | Should -BeNullOrEmpty
    }

    It 'refuses a name that is not a valid one' {
        { Register-FluenceAccount "prod`nb" fluence-prod } | Should -Throw -ErrorId 'AccountNameInvalid,*'
        { Register-FluenceAccount '*' fluence-prod } | Should -Throw -ErrorId 'AccountNameInvalid,*'
    }

    It 'replaces an account with -Force only' {
        Register-FluenceAccount prod fluence-prod
        { Register-FluenceAccount PROD -KeyVariable FLUENCE_API_KEY_TEST } | Should -Throw -ErrorId 'AccountExists,*'
        Register-FluenceAccount PROD -KeyVariable FLUENCE_API_KEY_TEST -Force
        $accounts = @(Get-FluenceAccount)
        $accounts.Count | Should -Be 1
        $accounts[0].KeyVariable, $accounts[0].SecretName | Should -Be 'FLUENCE_API_KEY_TEST', $null
    }

    It 'registers with -Force what is only there where the account is used' {
        Register-FluenceAccount runbook -KeyVariable ONLY_IN_THE_RUNBOOK -Force
        Register-FluenceAccount vault elsewhere -Force
        (Get-FluenceAccount).Name | Should -Be 'runbook', 'vault'
    }

    It 'writes nothing under -WhatIf' {
        Register-FluenceAccount prod fluence-prod -WhatIf
        Get-FluenceAccount | Should -BeNullOrEmpty
        Test-Path $env:FLUENCEVM_HOME | Should -BeFalse
    }

    It 'says how to get the module that reads secrets' {
        # Without the stand-in; the real one may be there.
        $env:PSModulePath = ''
        $text = Invoke-FreshShell ("`$env:PSModulePath = ''; try { Register-FluenceAccount prod fluence-prod } " +
            'catch { $_.FullyQualifiedErrorId; "$_" }')
        if ($text -match 'AccountSecretUnknown') { Set-ItResult -Skipped -Because 'SecretManagement lies beside PowerShell itself here' }
        else { $text | Should -Match 'SecretModuleMissing,[\s\S]*Install-PSResource[\s\S]*-KeyVariable' }
    }

    It 'can be called by several processes at once' {
        $jobs = 1..4 | ForEach-Object {
            $script = "Import-Module '$env:FLUENCEVM_MODULE'; Register-FluenceAccount a$_ -KeyVariable X -Force"
            $shell = [powershell]::Create().AddScript($script)
            @{ Shell = $shell; Running = $shell.BeginInvoke() }
        }
        foreach ($job in $jobs) { $job.Shell.EndInvoke($job.Running); $job.Shell.Dispose() }
        (Get-FluenceAccount).Name | Should -Be a1, a2, a3, a4
    }
}

BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceAccount' {
    BeforeEach { $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid()) }

    It 'is nothing before an account is registered' {
        Get-FluenceAccount | Should -BeNullOrEmpty
        Test-Path $env:FLUENCEVM_HOME | Should -BeFalse
    }

    It 'lists accounts by name, by wildcard and literally' {
        'test', 'prod', 'prod-eu' | ForEach-Object { Register-FluenceAccount $_ -KeyVariable NOT_SET_YET -Force }
        (Get-FluenceAccount).Name | Should -Be prod, prod-eu, test
        (Get-FluenceAccount prod*).Name | Should -Be prod, prod-eu
        (Get-FluenceAccount TEST).Name | Should -Be test
        { Get-FluenceAccount nobody -ErrorAction Stop } |
            Should -Throw -ErrorId 'AccountNotFound,*' -ExpectedMessage '*prod, prod-eu, test*'
    }

    It 'names a file that is damaged, and one of another version' {
        $null = New-Item $env:FLUENCEVM_HOME -ItemType Directory
        $file = Join-Path $env:FLUENCEVM_HOME accounts.json
        [IO.File]::WriteAllText($file, '{"schemaVersion":1,"accounts":[{')
        { Get-FluenceAccount } | Should -Throw -ErrorId 'AccountsDamaged,*' -ExpectedMessage '*accounts.json*'
        foreach ($text in '{"schemaVersion":2,"accounts":[]}', '{"schemaVersion":1,"accounts":[{"name":"a"}]}') {
            [IO.File]::WriteAllText($file, $text)
            { Get-FluenceAccount } | Should -Throw -ExpectedMessage '*accounts.json*'
        }
    }

    It 'keeps the file to its user' -Tag 'file modes are of Unix' -Skip:($IsLinux -ne $true -and $IsMacOS -ne $true) {
        # Windows keeps others out of the user's own folders.
        Register-FluenceAccount prod -KeyVariable NOT_SET_YET -Force
        (Get-Item (Join-Path $env:FLUENCEVM_HOME accounts.json)).UnixMode | Should -Be '-rw-------'
    }
}

import { headerComment } from './comment';

/**
 * The text of `.helmignore`: what people and tools leave in a chart's folder and `helm package` should not take.
 *
 * @param header lines of the comment that the file begins with
 */
export function helmignore(header: readonly string[] = []): string {
  return [...headerComment(header), PATTERNS].join('\n');
}

const PATTERNS = `# What helm package leaves out: one pattern a line, much as in .gitignore.

# Version control
.git/
.gitignore
.gitattributes
.hg/
.hgignore
.svn/

# Continuous integration
.github/
.gitlab-ci.yml

# Editors
.idea/
.project
.vscode/
*.swp
*~

# Backups and temporary files
*.bak
*.orig
*.tmp
.DS_Store
`;
